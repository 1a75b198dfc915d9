/**
 * A pattern for SQLite's GLOB that finds the words anywhere in a text, in upper and lower case. LIKE would know the case
 * of ASCII alone, and take `_` and `%` for more than they are.
 */
export function globOfWords(words: string): string {
  return `*${Array.from(words.normalize("NFC"), anyCase).join("")}*`;
}

function anyCase(character: string): string {
  if ("*?[".includes(character)) return `[${character}]`;
  const upper = character.toUpperCase();
  const forms = new Set([character, character.toLowerCase(), upper, upper.toLowerCase()]);
  // A set of GLOB's takes single characters: what becomes two, as ß does, is found as it was typed.
  const single = [...forms].filter((form) => Array.from(form).length === 1);
  return single.length === 1 ? character : `[${single.join("")}]`;
}
