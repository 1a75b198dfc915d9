/**
 * Colours in log text: SGR sequences of ECMA-48 ("ESC [ … m"). Everything else that a terminal would act on
 * (cursor moves, titles, links) is dropped, since a log is read, not played.
 */

export type AnsiStyle = {
  /** 0 to 15, the palette that themes define; null for the text's own colour. */
  color: number | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
};

export type AnsiSpan = { text: string; style: AnsiStyle };

const plain: AnsiStyle = { color: null, bold: false, dim: false, italic: false, underline: false };

// ESC [ parameters intermediates final | ESC ] … BEL or ESC \ | ESC and one more | other control characters but tab
const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /\x1b\[([0-9;:<=>?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]|\x1b|[\x00-\x08\x0b-\x1f\x7f]/g;

/** Splits a line into runs of one style; sequences are gone from the text. */
export function parseAnsi(line: string): AnsiSpan[] {
  const spans: AnsiSpan[] = [];
  let style = plain;
  let from = 0;
  const push = (text: string) => {
    if (text !== "") spans.push({ text, style });
  };
  for (const match of line.matchAll(SEQUENCE)) {
    push(line.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === "m") style = applySgr(style, match[1] ?? "");
  }
  push(line.slice(from));
  return spans;
}

/** The text alone, for the filter and for copying. */
export function stripAnsi(line: string): string {
  return line.replace(SEQUENCE, "");
}

function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes =
    parameters === "" ? [0] : parameters.split(/[;:]/).map((code) => Number(code === "" ? 0 : code));
  let style = { ...before };
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (code === 0) style = { ...plain };
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code >= 30 && code <= 37) style.color = code - 30;
    else if (code >= 90 && code <= 97) style.color = code - 90 + 8;
    else if (code === 39) style.color = null;
    else if (code === 38 || code === 48) {
      const extended = extendedColor(codes, i);
      if (code === 38) style.color = extended.color;
      i = extended.last;
    }
  }
  return style;
}

/** 38;5;n and 38;2;r;g;b: the nearest of the sixteen, or none where there is no near one. */
function extendedColor(codes: readonly number[], at: number): { color: number | null; last: number } {
  if (codes[at + 1] === 5) {
    const index = codes[at + 2] ?? 0;
    return { color: index < 16 ? index : index < 232 ? nearest(...cubeColor(index)) : null, last: at + 2 };
  }
  if (codes[at + 1] === 2) {
    return { color: nearest(codes[at + 2] ?? 0, codes[at + 3] ?? 0, codes[at + 4] ?? 0), last: at + 4 };
  }
  return { color: null, last: at };
}

/** The 6 × 6 × 6 cube of the 256 colours. */
function cubeColor(index: number): [number, number, number] {
  const step = (n: number) => (n === 0 ? 0 : 55 + n * 40);
  const cell = index - 16;
  return [step(Math.floor(cell / 36)), step(Math.floor(cell / 6) % 6), step(cell % 6)];
}

/** By the channels that are clearly on; greys are the text's own colour, which fits both themes. */
function nearest(red: number, green: number, blue: number): number | null {
  const brightest = Math.max(red, green, blue);
  if (brightest - Math.min(red, green, blue) < 40) return null;
  const on = (channel: number) => (channel > brightest * 0.6 ? 1 : 0);
  return on(red) + on(green) * 2 + on(blue) * 4;
}
