import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type CommandInput, type OptionValues, optionText } from "@/lib/command-line/command";
import { PanelError } from "@/lib/errors";
import type { Random } from "@/lib/ports/random";

export type KeyVerbInput = CommandInput & {
  /** The words after the verb. */
  words: readonly string[];
  now: Date;
  random: Random;
};

/** One verb of `slipway keys`; resolves to the exit code. */
export type KeyVerb = {
  usage: string;
  help: string;
  options: readonly string[];
  /** How many words it takes besides its options, at most. */
  words: number;
  run(input: KeyVerbInput): Promise<number>;
};

/**
 * An option without which the verb means nothing.
 * @throws PanelError `input-invalid`
 */
export function neededText(options: OptionValues, name: string, { usage }: Pick<KeyVerb, "usage">): string {
  const text = optionText(options, name);
  if (text !== undefined && text !== "") return text;
  throw new PanelError("input-invalid", `--${name} is needed`, { fix: `Usage: slipway keys ${usage}` });
}

/**
 * An option that is a whole number.
 * @throws PanelError `input-invalid`
 */
export function wholeNumber(
  options: OptionValues,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = optionText(options, name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new PanelError("input-invalid", `--${name} must be a whole number from ${least} to ${most}`);
}

/**
 * A moment in seconds: a number of them, or a date such as 2031-11-21 or 2031-11-21T12:00:00Z.
 * @throws PanelError `input-invalid`
 */
export function momentSeconds(options: OptionValues, name: string): number | undefined {
  const text = optionText(options, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const time = /^\d{4}-\d\d-\d\d(T\S+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return Math.floor(time / 1000);
  throw new PanelError("input-invalid", `--${name} is no time`, {
    fix: "Give seconds since 1970, or a date in UTC such as 2031-11-21",
  });
}

/** @throws PanelError `input-invalid` when the file cannot be read */
export async function fileText(folder: string, file: string): Promise<string> {
  const path = resolve(folder, file);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const message = `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new PanelError("input-invalid", message, { fix: "Name a file that you may read" }, error);
  }
}

/** The answer for programs, or the same as text. */
export function answer({ json, print }: KeyVerbInput, data: object, text: string): void {
  print(json ? JSON.stringify(data, null, 2) : text.replace(/\n$/, ""));
}
