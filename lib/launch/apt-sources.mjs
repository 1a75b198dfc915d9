/** @typedef {{ name: string, text: string }} SourceFile a file of /etc/apt, by its name there */

/**
 * The machine's own package sources with one release replaced by another, so that a single package of the newer
 * one can be fetched from wherever this machine fetches its packages. Only the release's main suite is kept: its
 * updates and security suites may have other hosts and layouts, and third parties' suites hold nothing we need.
 * @param {readonly SourceFile[]} files one-line (`.list`) and deb822 (`.sources`) files, see sources.list(5)
 * @param {string} from codename, e.g. bookworm
 * @param {string} to codename, e.g. trixie
 * @returns {SourceFile[]} only files that name `from`
 */
export function sourcesForRelease(files, from, to) {
  return files.flatMap(({ name, text }) => {
    const rewritten = name.endsWith(".sources")
      ? rewriteStanzas(text, from, to)
      : rewriteLines(text, from, to);
    return rewritten === "" ? [] : [{ name, text: rewritten }];
  });
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function rewriteLines(text, from, to) {
  return text
    .split("\n")
    .flatMap((line) => {
      const match = /^(\s*deb\s+(?:\[[^\]]*\]\s+)?\S+\s+)(\S+)(\s+.*)$/.exec(line);
      return match !== null && match[2] === from ? [`${match[1]}${to}${match[3]}\n`] : [];
    })
    .join("");
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function rewriteStanzas(text, from, to) {
  return text
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const lines = stanza.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
      const suites = lines.find((line) => /^Suites:/i.test(line));
      const types = lines.find((line) => /^Types:/i.test(line));
      const disabled = lines.some((line) => /^Enabled:\s*no\b/i.test(line));
      if (disabled || suites === undefined || !(types ?? "").split(/[\s:]+/).includes("deb")) return [];
      if (!suites.split(/[\s:]+/).includes(from)) return [];
      const kept = lines.map((line) => {
        if (line === suites) return `Suites: ${to}`;
        return line === types ? "Types: deb" : line;
      });
      return [`${kept.join("\n")}\n\n`];
    })
    .join("");
}
