/** The last line of Caddy's log that tells of trouble with a name, in short; null when none does. */
export function caddyComplaint(lines: readonly string[], name: string): string | null {
  for (const line of [...lines].reverse()) {
    const told = readLine(line);
    if (told === null || !["error", "warn"].includes(String(told.level))) continue;
    if (told.identifier !== name && !JSON.stringify(told.identifiers ?? []).includes(`"${name}"`)) continue;
    const problem = told.problem as { detail?: unknown } | undefined;
    const words = [problem?.detail, told.error, told.msg].find(
      (text) => typeof text === "string" && text !== "",
    );
    return typeof words === "string" ? words.slice(0, 300) : null;
  }
  return null;
}

function readLine(line: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === "object" && read !== null ? { ...read } : null;
  } catch {
    // Not every line is Caddy's own: the container's start says things too.
    return null;
  }
}
