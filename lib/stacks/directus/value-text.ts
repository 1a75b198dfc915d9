const CAST_PREFIX = /^(string|number|regex|array|json|boolean):/;

/**
 * The text as Directus must find it in its environment to read it as that very text.
 *
 * Directus guesses the type of a value: `true`, numbers, whatever has a comma, whatever parses as JSON; and takes a word
 * such as `json:` in front for a type. In these cases `string:` in front keeps the text a text. (Read in
 * `@directus/env` 6.3.)
 */
export function directusText(value: string): string {
  return CAST_PREFIX.test(value) || isGuessed(value) ? `string:${value}` : value;
}

/** Whether a value that other programs read too, and so cannot carry a prefix, would lose its beginning in Directus. */
export function hasCastPrefix(value: string): boolean {
  return CAST_PREFIX.test(value);
}

function isGuessed(value: string): boolean {
  if (value === "true" || value === "false" || value.includes(",")) return true;
  if (value !== "" && !value.startsWith("0") && !Number.isNaN(Number(value))) return true;
  return isJson(value);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
