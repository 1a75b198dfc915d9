// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

/**
 * An expression of Compose with its references filled in: `${NAME}`, `${NAME:-default}` with another expression as the
 * default, and `$$` for a dollar. A name that is not there gives nothing, as Compose does with a warning.
 *
 * Source: the Compose Specification's chapter on interpolation, as far as upstream's file uses it.
 */
export function interpolate(expression: string, env: Readonly<Record<string, string>>): string {
  let text = "";
  let at = 0;
  while (at < expression.length) {
    if (expression.startsWith("$$", at)) {
      text += "$";
      at += 2;
    } else if (expression.startsWith("${", at)) {
      const end = closingBrace(expression, at + 2);
      text += referenced(expression.slice(at + 2, end), env);
      at = end + 1;
    } else {
      text += expression[at];
      at += 1;
    }
  }
  return text;
}

function referenced(reference: string, env: Readonly<Record<string, string>>): string {
  const cut = reference.indexOf(":-");
  if (cut < 0) return env[reference] ?? "";
  // The sign `:-` also takes the default where the value is empty.
  return env[reference.slice(0, cut)] || interpolate(reference.slice(cut + 2), env);
}

/** @throws RangeError for an expression that is never closed: the facts are wrong then */
function closingBrace(expression: string, from: number): number {
  let depth = 1;
  for (let at = from; at < expression.length; at += 1) {
    if (expression.startsWith("${", at)) depth += 1;
    if (expression[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new RangeError(`“${expression}” has no closing brace`);
}
