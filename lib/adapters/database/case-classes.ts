/** Cased letters beyond it there are none; planes above hold ideographs and tags. */
const LAST_CODE_POINT = 0x1ffff;

let classes: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/**
 * All characters that differ from this one in case alone, itself among them, by Unicode's simple case folding
 * (CaseFolding.txt, C and S): one character for one, the same for every language. So ß is ẞ and not ss, σ is Σ and ς,
 * and i is I, but neither the İ nor the ı of Turkish.
 */
export function caseClassOf(character: string): ReadonlySet<string> {
  classes ??= findClasses();
  return classes.get(character) ?? new Set([character]);
}

function findClasses(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (let code = 0; code <= LAST_CODE_POINT; code += 1) {
    const character = String.fromCodePoint(code);
    if (!/\p{Changes_When_Casemapped}/u.test(character)) continue;
    for (const other of [character.toLowerCase(), character.toUpperCase()]) {
      if (!isSameButCase(character, other)) continue;
      const joined = new Set([...(found.get(character) ?? [character]), ...(found.get(other) ?? [other])]);
      for (const member of joined) found.set(member, joined);
    }
  }
  return found;
}

/** Regular expressions with both flags compare by simple folding, which strings offer no function for. */
function isSameButCase(character: string, other: string): boolean {
  return new RegExp(`^\\u{${character.codePointAt(0)?.toString(16)}}$`, "iu").test(other);
}
