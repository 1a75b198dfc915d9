export type CodeLanguage = "yaml" | "env" | "json" | "text";

export type CodeTokenType = "key" | "string" | "number" | "comment" | "mask" | "plain";

export interface CodeToken {
  readonly type: CodeTokenType;
  readonly text: string;
}

const maskPattern = /•+/;
const numberPattern = /^-?\d+(\.\d+)?([a-zA-Z]{1,3})?$/;
const literalPattern = /^(true|false|null|~)$/;

/**
 * Splits one line into coloured pieces. Joined, the pieces are the line again, character for character. It knows as
 * much of each format as the files that the panel writes hold; what it does not know stays plain.
 */
export function tokenizeLine(line: string, language: CodeLanguage): CodeToken[] {
  switch (language) {
    case "env":
      return envLine(line);
    case "yaml":
      return yamlLine(line);
    case "json":
      return jsonLine(line);
    case "text":
      return line === "" ? [] : [{ type: "plain", text: line }];
  }
}

function envLine(line: string): CodeToken[] {
  if (/^\s*#/.test(line)) return [{ type: "comment", text: line }];
  const match = /^([A-Za-z_][A-Za-z0-9_.]*)(=)(.*)$/s.exec(line);
  if (!match) return masked("string", line);
  const [, key = "", equals = "", value = ""] = match;
  return [{ type: "key", text: key }, { type: "plain", text: equals }, ...masked("string", value)];
}

function yamlLine(line: string): CodeToken[] {
  if (/^\s*#/.test(line)) return [{ type: "comment", text: line }];
  const match = /^(\s*(?:- +)*)((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.$-][\w.$/-]*))(:)(?=\s|$)(\s*)(.*)$/s.exec(
    line,
  );
  if (match) {
    const [, lead = "", key = "", colon = "", gap = "", value = ""] = match;
    return merge([
      { type: "plain", text: lead },
      { type: "key", text: key },
      { type: "plain", text: colon + gap },
      ...yamlValue(value),
    ]);
  }
  const [, lead = "", value = ""] = /^(\s*(?:- +)*(?:-$)?)(.*)$/s.exec(line) ?? [];
  return merge([{ type: "plain", text: lead }, ...yamlValue(value)]);
}

/** A scalar, or a flow collection whose keys and scalars are coloured one by one. */
function yamlValue(value: string): CodeToken[] {
  if (value === "" || /^[|>][+-]?\d?$/.test(value)) return [{ type: "plain", text: value }];
  const comment = /^(.*?)(\s#.*)$/s.exec(value);
  if (comment && !/["']/.test(value)) {
    return [...yamlValue(comment[1] ?? ""), { type: "comment", text: comment[2] ?? "" }];
  }
  if (!/^[[{]/.test(value)) return scalar(value);
  const tokens: CodeToken[] = [];
  const piece = /"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{},]|:\s|\s+|[^[\]{},\s:"']+(?::(?!\s)[^[\]{},\s:"']*)*|./gs;
  const pieces = value.match(piece) ?? [];
  pieces.forEach((text, index) => {
    if (/^([[\]{},]|:\s|\s+|:)$/.test(text)) tokens.push({ type: "plain", text });
    else if (/^:\s/.test(pieces[index + 1] ?? "")) tokens.push({ type: "key", text });
    else tokens.push(...scalar(text));
  });
  return tokens;
}

function jsonLine(line: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  const pieces = line.match(/"(?:[^"\\]|\\.)*"|\s+|[[\]{}:,]|[^\s[\]{}:,"]+|./gs) ?? [];
  pieces.forEach((text, index) => {
    if (text.startsWith('"')) {
      const next = pieces.slice(index + 1).find((piece) => piece.trim() !== "");
      tokens.push(...(next === ":" ? [{ type: "key" as const, text }] : masked("string", text)));
    } else if (numberPattern.test(text) || literalPattern.test(text)) tokens.push({ type: "number", text });
    else tokens.push({ type: "plain", text });
  });
  return merge(tokens);
}

function scalar(text: string): CodeToken[] {
  if (numberPattern.test(text) || literalPattern.test(text)) return [{ type: "number", text }];
  return masked("string", text);
}

/** Dots that stand for a secret are drawn apart from the text around them. */
function masked(type: CodeTokenType, text: string): CodeToken[] {
  const match = maskPattern.exec(text);
  if (!match) return text === "" ? [] : [{ type, text }];
  const end = match.index + match[0].length;
  return [
    ...(match.index > 0 ? [{ type, text: text.slice(0, match.index) }] : []),
    { type: "mask", text: match[0] },
    ...masked(type, text.slice(end)),
  ];
}

function merge(tokens: readonly CodeToken[]): CodeToken[] {
  const merged: CodeToken[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    if (token.text === "") continue;
    if (last?.type === token.type)
      merged[merged.length - 1] = { type: last.type, text: last.text + token.text };
    else merged.push(token);
  }
  return merged;
}
