import type { ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Values as `parseArgs` gives them: a string, several of them, or a switch. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

export type CommandInput = {
  positionals: readonly string[];
  options: OptionValues;
  json: boolean;
  /** Folder that relative paths of the command line start from. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** To standard output; a line feed is added. */
  print(text: string): void;
  /** To standard error, for what is not the answer. */
  note(text: string): void;
};

/** One subcommand. `--json` and `--help` are understood everywhere and need not be declared. */
export type Command = {
  /** The words after `slipway <name>`, for the usage line. */
  usage: string;
  summary: string;
  options: Options;
  /** Lines for `--help`: what each option is for. */
  help: readonly string[];
  /** Resolves to the exit code, 0 for success; throws a PanelError for what fails. */
  run(input: CommandInput): Promise<number>;
};

/** The option as one text. */
export function optionText(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The option as a list of texts, for those that may come several times. */
export function optionTexts(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
