// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Compose, as plain text
import type { Random } from "@/lib/ports/random";

/** What has broken parsers of env files before, alone and in mixtures. */
const ATOMS = [
  ..."$ $$ ${X} ${X:-y} $X # ' \" ` \\ \\\\ \\n \\' \\\" = == % ! & | ; * ? ~ < > ( ) [ ] { } @ ^ , : -".split(
    " ",
  ),
  " ",
  "  ",
  "\n",
  "\r",
  "\r\n",
  "\t",
  "\v",
  "\u0001",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\u202e",
  "é",
  "e\u0301",
  "ß",
  "ﷺ",
  "日本",
  "😀",
  "👩‍👩‍👧",
  "\u{10ffff}",
  "export ",
  "A=b\nC=d",
  "EOF",
  "null",
  "true",
  "yes",
  "0x1F",
  "1e3",
  '{"a":[1,"b\\n$c"],"d":null}',
  "postgres://u:p%40$s@h:5432/d?x=1&y=2#z",
  "# no comment",
  "'quoted'",
  '"quoted"',
  "\\",
  "word",
];

/** Whole values that must be among the tries. */
export const CORPUS: readonly string[] = [
  "",
  " ",
  "  outer spaces  ",
  "\n",
  "line one\nline two\n",
  "\r\n",
  "\t",
  "$",
  "$$",
  "$$$",
  "${X}",
  "${",
  "\\${X}",
  "'",
  "''",
  "'\\''",
  '"',
  "\\",
  "\\\\",
  "\\\\\\'",
  "ends with a backslash \\",
  "a=b=c",
  "#",
  "a #b",
  "`id`",
  "$(id)",
  "-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n",
  "x".repeat(100_000),
  "$'\"\\\n".repeat(5000),
];

/** Evenly from 0 to limit - 1; the same for the same source. */
function below(random: Random, limit: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return Math.floor(((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32) * limit);
}

/** A value that an environment can carry: mixtures of the atoms, or any characters of Unicode but NUL. */
export function fuzzedValue(random: Random): string {
  const length = below(random, 12);
  const anyCharacters = below(random, 4) === 0;
  return Array.from({ length }, () =>
    anyCharacters ? character(random) : (ATOMS[below(random, ATOMS.length)] ?? ""),
  ).join("");
}

function character(random: Random): string {
  const plane = [0x80, 0x800, 0x1_0000, 0x11_0000][below(random, 4)] ?? 0x80;
  const code = 1 + below(random, plane - 1);
  // Halves of a pair are no characters, and refused at save.
  return code >= 0xd800 && code <= 0xdfff ? "�" : String.fromCodePoint(code);
}
