import { parseArgs } from "node:util";
import type { Command, CommandInput } from "@/lib/command-line/command";
import { commands } from "@/lib/command-line/commands";
import { errorJson, errorText } from "@/lib/command-line/error-report";
import { EXIT_CODES, EXIT_OK, EXIT_USAGE } from "@/lib/command-line/exit-codes";
import { PanelError, toPanelError } from "@/lib/errors";

export type SlipwayProcess = Pick<CommandInput, "folder" | "environment" | "print" | "note">;

/** Runs one `slipway` command line; resolves to the exit code. */
export async function runSlipway(words: readonly string[], outside: SlipwayProcess): Promise<number> {
  const [name = "help", ...rest] = words;
  if (["help", "--help", "-h"].includes(name)) {
    outside.print(overview());
    return words.length === 0 ? EXIT_USAGE : EXIT_OK;
  }
  const json = rest.includes("--json");
  try {
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (entry === undefined) {
      throw new PanelError("input-invalid", `There is no command “${name}”`, {
        fix: "“slipway help” lists them",
      });
    }
    return await runCommand(name, await entry.load(), rest, outside);
  } catch (error) {
    const failure = toPanelError(error);
    if (json) outside.print(errorJson(failure));
    else outside.note(errorText(failure));
    if (failure.code === "unexpected" && failure.cause instanceof Error) {
      outside.note(failure.cause.stack ?? failure.cause.message);
    }
    return EXIT_CODES[failure.code];
  }
}

async function runCommand(
  name: string,
  command: Command,
  words: readonly string[],
  outside: SlipwayProcess,
): Promise<number> {
  const { values, positionals } = parsed(name, command, words);
  if (values.help === true) {
    outside.print(
      [`Usage: slipway ${name} ${command.usage}`, command.summary, "", ...command.help].join("\n"),
    );
    return EXIT_OK;
  }
  return command.run({ ...outside, positionals, options: values, json: values.json === true });
}

function parsed(name: string, command: Command, words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PanelError("input-invalid", message, { fix: `Usage: slipway ${name} ${command.usage}` }, error);
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Usage: slipway <command> [options]",
    "",
    ...list,
    "",
    "“slipway <command> --help” says more.",
  ].join("\n");
}
