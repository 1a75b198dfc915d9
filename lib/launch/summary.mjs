/**
 * @typedef {object} PanelFacts
 * @property {string} url
 * @property {string} data
 * @property {string} engine
 * @property {string} compose
 * @property {string} [certificate] fingerprint, for whoever opens the address to compare
 * @property {{ link: string, expiresAt: string } | { done: true } | { problem: string }} setup
 * @property {{ freshLink: string, stop: string }} [commands] what to type where it is not the checkout's own
 */

const OWN_COMMANDS = { freshLink: "npm run -s slipway -- setup-link", stop: "Ctrl-C" };

/**
 * What a person needs to know once the panel runs, as aligned lines.
 * @param {PanelFacts} facts
 * @param {(colour: "bold" | "dim" | "cyan" | "yellow", text: string) => string} paint
 * @param {Date} now
 * @returns {string}
 */
export function formatSummary(facts, paint, now) {
  /** @type {[string, string][]} */
  const rows = [
    ["Address", paint("bold", facts.url)],
    ["Engine", facts.engine],
    ["Compose", facts.compose],
    ["Data", facts.data],
    ...certificateRow(facts.certificate),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => {
    const [first, ...rest] = value.split("\n");
    const more = rest.map((line) => `\n  ${" ".repeat(width)}  ${line}`).join("");
    return `  ${paint("dim", label.padEnd(width))}  ${first}${more}`;
  });
  return [
    "",
    `  ${paint("bold", "Slipway is running")}`,
    "",
    ...lines,
    ...setupLines(facts, paint, now),
    "",
  ].join("\n");
}

/**
 * In two lines, each short enough to be compared.
 * @param {string | undefined} fingerprint
 * @returns {[string, string][]}
 */
function certificateRow(fingerprint) {
  if (fingerprint === undefined) return [];
  const half = (fingerprint.length + 1) / 2;
  const lines = [
    "the panel's own, which browsers ask about once. Its SHA-256 fingerprint:",
    fingerprint.slice(0, half - 1),
    fingerprint.slice(half),
  ];
  return [["Certificate", lines.join("\n")]];
}

/**
 * @param {PanelFacts} facts
 * @param {(colour: "bold" | "cyan" | "dim" | "yellow", text: string) => string} paint
 * @param {Date} now
 */
function setupLines({ setup, commands = OWN_COMMANDS }, paint, now) {
  const stop = paint("dim", `  ${commands.stop} stops the panel; your stacks keep running.`);
  if ("done" in setup) return ["", stop];
  if ("problem" in setup) return ["", paint("yellow", `  No set-up link: ${setup.problem}`)];
  const minutes = Math.max(0, Math.round((Date.parse(setup.expiresAt) - now.getTime()) / 60_000));
  return [
    "",
    `  Open this link to make your account (once, within ${minutes} minutes):`,
    "",
    `    ${paint("cyan", setup.link)}`,
    "",
    paint("dim", `  A fresh link: ${commands.freshLink}`),
    stop,
  ];
}
