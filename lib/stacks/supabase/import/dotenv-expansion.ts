// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

/** A text as Compose reads it, and what a person should know of how. */
export type Expanded = { text: string; remarks: string[] };

/** Characters that references may put into one value: a few lines that double each other would fill the memory. */
const MAX_ADDED = 20_000;

const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const REFERENCE = new RegExp(`\\$(?:\\$|(${NAME})|\\{(${NAME})(?:(:?[-+?])([^}]*))?\\})?`, "g");
const ESCAPE = /\\(?:[abfnrtv$"\\]|0[0-7]{0,3})/g;
const CONTROL: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * References filled in from the variables above, as Compose does in values without quotes and in double ones: `$NAME`,
 * `${NAME}`, `${NAME:-default}` and its kin, and `$$` for a dollar. A dollar that begins nothing, which Compose refuses,
 * stays as it is.
 */
export function expandReferences(text: string, known: ReadonlyMap<string, string>): Expanded {
  const remarks: string[] = [];
  let added = 0;
  const expanded = text.replace(
    REFERENCE,
    (whole, bare?: string, braced?: string, sign?: string, word = "") => {
      if (whole === "$$") return "$";
      const name = bare ?? braced;
      if (name === undefined) {
        remarks.push("a $ begins no name: Compose would refuse the file, here it is taken as it stands");
        return whole;
      }
      const value = known.get(name);
      if (sign === undefined && value === undefined) {
        remarks.push(`$${name} is not set above: Compose reads it as empty`);
      }
      const put = sign === undefined ? (value ?? "") : alternative(sign, value, String(word));
      added += put.length;
      return added > MAX_ADDED ? "" : put;
    },
  );
  if (added <= MAX_ADDED) return { text: expanded, remarks: [...new Set(remarks)] };
  return { text, remarks: ["what it refers to is too long: it is taken as it stands"] };
}

function alternative(sign: string, value: string | undefined, word: string): string {
  const isThere = sign.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
  if (sign.endsWith("+")) return isThere ? word : "";
  if (sign.endsWith("-")) return isThere ? (value ?? "") : word;
  return value ?? "";
}

/** Escapes of double quotes; an escaped dollar becomes `$$`, which the references then make one of. */
export function expandEscapes(text: string): string {
  return text.replace(ESCAPE, (whole) => {
    const sign = whole[1] ?? "";
    if (sign === "$") return "$$";
    if (sign === "0") return String.fromCodePoint(Number.parseInt(whole.slice(1), 8) & 0xff);
    return CONTROL[sign] ?? sign;
  });
}
