/** What is wrong with the further users of Studio, one `name:password` a line, as the end of a sentence. */
export function dashboardUserProblem(text: string): string | undefined {
  const names = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const where = `line ${index + 1}`;
    if (/\p{Cc}/u.test(line)) return `must hold no control character (${where})`;
    const colon = line.indexOf(":");
    if (colon < 1) return `must be name:password on each line (${where})`;
    if (colon === line.length - 1) return `must have a password for each name (${where})`;
    const name = line.slice(0, colon);
    if (names.has(name)) return `must name nobody twice (${where})`;
    names.add(name);
  }
  return undefined;
}

/** The names of the further users. */
export function dashboardUserNames(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => (line === "" ? [] : [line.slice(0, line.indexOf(":"))]));
}
