import { caseClassOf } from "@/lib/adapters/database/case-classes";

/**
 * A pattern for SQLite's GLOB that finds the words anywhere in a text, in upper and lower case. LIKE would know the case
 * of ASCII alone, and take `_` and `%` for more than they are.
 */
export function globOfWords(words: string): string {
  return `*${Array.from(words.normalize("NFC"), anyCase).join("")}*`;
}

function anyCase(character: string): string {
  if ("*?[".includes(character)) return `[${character}]`;
  const forms = caseClassOf(character);
  return forms.size === 1 ? character : `[${[...forms].join("")}]`;
}
