import { luaExpression } from "./lua-expression.mjs";

/** What request-transformer offers to a template. */
const NAMES = ["headers", "query_params"];

/**
 * A value of request-transformer: text in which `$(…)` is a Lua expression. Nil and false come out as nothing.
 *
 * @param {string} text
 * @returns {(names: import("./lua-expression.mjs").LuaNames) => string}
 */
export function template(text) {
  /** @type {((names: import("./lua-expression.mjs").LuaNames) => string)[]} */
  const parts = [];
  let rest = text;
  for (let start = rest.indexOf("$("); start >= 0; start = rest.indexOf("$(")) {
    const literal = rest.slice(0, start);
    const end = closing(rest, start + 1);
    const evaluate = luaExpression(rest.slice(start + 2, end), NAMES);
    parts.push(
      () => literal,
      (names) => {
        const value = evaluate(names);
        if (value === undefined || value === false) return "";
        if (typeof value !== "string") throw new Error(`a template came out as no text: ${text}`);
        return value;
      },
    );
    rest = rest.slice(end + 1);
  }
  parts.push(() => rest);
  return (names) => parts.map((part) => part(names)).join("");
}

/**
 * Kong's template library counts parentheses, also those within quotes.
 *
 * @param {string} text
 * @param {number} open position of the first parenthesis
 */
function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a parenthesis is not closed in ${text}`);
}
