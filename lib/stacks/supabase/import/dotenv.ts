import { expandEscapes, expandReferences } from "@/lib/stacks/supabase/import/dotenv-expansion";

export type DotenvEntry = {
  name: string;
  value: string;
  /** Counted from 1: where the entry begins. */
  line: number;
  /** How Compose reads the value, where that is not what stands there. */
  remarks: readonly string[];
};

export type Dotenv = {
  /** Each name once, as it counts in the end. */
  entries: readonly DotenvEntry[];
  /** Lines that are no entry, as sentences. */
  problems: readonly string[];
};

/** Twenty times what upstream's has: whatever is longer is no `.env` of an installation. */
const MAX_LINES = 2000;

const KEY = /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][A-Za-z0-9_.-]*)[^\S\n]*[=:]/y;
const BLANK = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;
const LINE = /([^\n]*)(?:\n|$)/y;

/**
 * Entries of a `.env` by the rules by which Compose reads it: comments, `export`, values without quotes (up to ` #`),
 * in single quotes (as they are) and in double quotes (escapes and references), over several lines, CRLF.
 *
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function parseDotenv(text: string): Dotenv {
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const entries = new Map<string, DotenvEntry>();
  const known = new Map<string, string>();
  const problems: string[] = [];
  let at = 0;
  let line = 1;
  let counted = 0;
  while (at < source.length) {
    line += source.slice(counted, at).split("\n").length - 1;
    counted = at;
    if (line > MAX_LINES) {
      problems.push(`Only the first ${MAX_LINES} lines are read`);
      break;
    }
    const blank = matchAt(BLANK, source, at);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const key = matchAt(KEY, source, at);
    const [, name = ""] = key ?? [];
    if (key === null) {
      problems.push(`Line ${line} is no entry of the form NAME=value and is left out`);
      at += matchAt(LINE, source, at)?.[0].length ?? 1;
      continue;
    }
    const read = readValue(source, at + key[0].length, known);
    if (read.problem !== undefined) problems.push(`Line ${line}, ${name}: ${read.problem}`);
    if (entries.has(name)) problems.push(`Line ${line}: ${name} is there twice; the last one counts`);
    entries.delete(name);
    entries.set(name, { name, value: read.value, line, remarks: read.remarks });
    known.set(name, read.value);
    at = read.end;
  }
  return { entries: [...entries.values()], problems };
}

type ReadValue = { value: string; remarks: readonly string[]; end: number; problem?: string };

function readValue(source: string, from: number, known: ReadonlyMap<string, string>): ReadValue {
  let at = from;
  while (source[at] === " " || source[at] === "\t") at += 1;
  const quote = source[at];
  if (quote !== '"' && quote !== "'") {
    const [whole = "", rest = ""] = matchAt(LINE, source, at) ?? [];
    const [bare = ""] = rest.split(" #", 1);
    const { text, remarks } = expandReferences(bare.trimEnd(), known);
    return { value: text, remarks, end: at + whole.length };
  }
  const closed = quotedText(source, at + 1, quote);
  if (closed === null) {
    const [whole = "", rest = ""] = matchAt(LINE, source, at) ?? [];
    return {
      value: rest.slice(1),
      remarks: [],
      end: at + whole.length,
      problem: `the quote ${quote} is never closed; the rest of the line is taken`,
    };
  }
  const [whole = "", after = ""] = matchAt(LINE, source, closed.end) ?? [];
  const stray = /^\s*(?:#.*)?$/.test(after) ? {} : { problem: "what follows the closing quote is left out" };
  const end = closed.end + whole.length;
  if (quote === "'") return { value: closed.text, remarks: [], end, ...stray };
  const { text, remarks } = expandReferences(expandEscapes(closed.text), known);
  return { value: text, remarks, end, ...stray };
}

/** Up to the closing quote; an escaped quote is one, every other backslash stays. */
function quotedText(source: string, from: number, quote: string): { text: string; end: number } | null {
  let text = "";
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? "";
    if (character === quote) return { text, end: at + 1 };
    const next = source[at + 1];
    if (character === "\\" && next === quote) {
      text += quote;
      at += 1;
    } else if (character === "\\" && next === "\\") {
      // Both stay: what they mean is decided by the kind of quotes.
      text += "\\\\";
      at += 1;
    } else text += character;
  }
  return null;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
