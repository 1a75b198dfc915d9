import { optionText } from "@/lib/command-line/command";
import { answer, type KeyVerb, wholeNumber } from "@/lib/command-line/commands/keys/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { PanelError } from "@/lib/errors";
import { ALPHABET_NAMES } from "@/lib/keys/alphabets";
import { directusKeys } from "@/lib/keys/directus-keys";
import { envLines } from "@/lib/keys/env-lines";
import { randomSecrets, SECRET_MAX_COUNT, SECRET_MAX_LENGTH } from "@/lib/keys/random-secrets";

export const directus: KeyVerb = {
  usage: "directus [--version 9]",
  help: "SECRET, admin password and static token of a Directus; for version 9 also its KEY",
  options: ["version"],
  words: 0,
  async run(input) {
    const version = optionText(input.options, "version") ?? "current";
    if (version !== "current" && version !== "9") {
      throw new PanelError("input-invalid", `There is nothing special about version “${version}”`, {
        fix: "Only version 9 needs --version 9; leave it out for every later one",
      });
    }
    const keys = directusKeys(input.random, version);
    answer(input, keys, envLines(keys));
    return EXIT_OK;
  },
};

export const random: KeyVerb = {
  usage: "random [--length N] [--alphabet A] [--count N]",
  help: `secrets of N characters (32); alphabets: ${ALPHABET_NAMES.join(", ")}`,
  options: ["length", "alphabet", "count"],
  words: 0,
  async run(input) {
    const { options } = input;
    const named = optionText(options, "alphabet") ?? "alphanumeric";
    const alphabet = ALPHABET_NAMES.find((name) => name === named);
    if (alphabet === undefined) {
      throw new PanelError("input-invalid", `There is no alphabet “${named}”`, {
        fix: `Take one of ${ALPHABET_NAMES.join(", ")}`,
      });
    }
    const length = wholeNumber(options, "length", { least: 1, most: SECRET_MAX_LENGTH, otherwise: 32 });
    const count = wholeNumber(options, "count", { least: 1, most: SECRET_MAX_COUNT, otherwise: 1 });
    const made = randomSecrets(input.random, { length, alphabet, count });
    answer(input, made, made.secrets.join("\n"));
    if (!input.json) input.note(`${made.bits} bits each`);
    return EXIT_OK;
  },
};
