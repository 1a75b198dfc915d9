import { parse, TomlError } from "smol-toml";
import { directiveProblem } from "@/lib/stacks/spacetimedb/config/directive";
import { type KeyType, knownKeys } from "@/lib/stacks/spacetimedb/config/known-keys";

/** `problems` keep the server from starting or are without effect for a reason; `unread` is passed over by it. */
export type ConfigReading = { problems: string[]; unread: string[] };

const LEVEL = /^(off|error|warn|info|debug|trace)$/i;
/** As the server's library reads them: one or several numbers with their units. */
const DURATION = /^(\d+\s*(ns|us|ms|s|sec|secs|m|min|mins|h|hr|hours?|d|days?)\s*)+$/;

/** What is to be said of a text that is to become config.toml, as sentences. */
export function readConfig(text: string): ConfigReading {
  let tables: Record<string, unknown>;
  try {
    tables = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    return { problems: [`Line ${error.line}, column ${error.column}: ${reason}`], unread: [] };
  }
  const reading: ConfigReading = { problems: [], unread: [] };
  for (const [name, table] of Object.entries(tables)) readTable(name, table, reading);
  return reading;
}

function readTable(name: string, table: unknown, { problems, unread }: ConfigReading): void {
  if (name === "certificate-authority") {
    problems.push(
      "[certificate-authority] is without effect: Slipway names the keys in the start parameters",
    );
    return;
  }
  const keys = Object.hasOwn(knownKeys, name) ? knownKeys[name] : undefined;
  if (keys === undefined) {
    unread.push(`[${name}] is read by nothing in 2.8.3`);
    return;
  }
  if (!isTable(table)) {
    problems.push(`${name} must be a table: write [${name}] on a line of its own`);
    return;
  }
  for (const [key, value] of Object.entries(table)) {
    const type = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (type === undefined) unread.push(`${name}.${key} is read by nothing in 2.8.3`);
    else problems.push(...valueProblems(type, value).map((problem) => `${name}.${key} ${problem}`));
  }
}

function valueProblems(type: KeyType, value: unknown): string[] {
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? [] : ["must be true or false"];
    case "count":
      return isWhole(value, 0) ? [] : ["must be a whole number"];
    case "positive count":
      return isWhole(value, 1) ? [] : ["must be a whole number above 0"];
    case "fraction":
      return typeof value === "number" && value > 0 && value <= 1 ? [] : ["must be above 0, and 1 at most"];
    case "duration":
      return typeof value === "string" && DURATION.test(value)
        ? []
        : ['must be a duration in quotes such as "15s"'];
    case "level":
      return typeof value === "string" && LEVEL.test(value)
        ? []
        : ['must be "off", "error", "warn", "info", "debug" or "trace"'];
    case "directives":
      return Array.isArray(value)
        ? value.flatMap((one: unknown) => directiveProblem(String(one)) ?? [])
        : ["must be a list of texts"];
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isWhole(value: unknown, min: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min;
}
