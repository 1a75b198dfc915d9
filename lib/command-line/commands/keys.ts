import { randomBytes } from "node:crypto";
import type { Command } from "@/lib/command-line/command";
import { directus, random } from "@/lib/command-line/commands/keys/secrets";
import { identity, spacetimedb } from "@/lib/command-line/commands/keys/spacetimedb";
import { jwt, supabase } from "@/lib/command-line/commands/keys/supabase";
import type { KeyVerb } from "@/lib/command-line/commands/keys/verbs";
import { verify } from "@/lib/command-line/commands/keys/verify";
import { PanelError } from "@/lib/errors";

const verbs: Readonly<Record<string, KeyVerb>> = {
  supabase,
  directus,
  spacetimedb,
  random,
  jwt,
  verify,
  identity,
};

export const keysCommand: Command = {
  usage: "VERB [options] [--json]",
  summary: "Makes and checks keys, here and now: no panel is asked, and nothing is stored",
  options: {
    secret: { type: "string" },
    role: { type: "string" },
    iss: { type: "string" },
    iat: { type: "string" },
    exp: { type: "string" },
    "public-key": { type: "string" },
    "private-key": { type: "string" },
    issuer: { type: "string" },
    subject: { type: "string" },
    out: { type: "string" },
    version: { type: "string" },
    length: { type: "string" },
    alphabet: { type: "string" },
    count: { type: "string" },
  },
  help: Object.values(verbs).flatMap(({ usage, help }) => [`  slipway keys ${usage}`, `      ${help}`]),
  async run(input) {
    const [name = "", ...words] = input.positionals;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (verb === undefined) {
      throw new PanelError(
        "input-invalid",
        name === "" ? "Name a verb" : `There is no “slipway keys ${name}”`,
        {
          fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
        },
      );
    }
    const unfit = Object.keys(input.options).filter(
      (option) => option !== "json" && !verb.options.includes(option),
    );
    if (unfit.length > 0 || words.length > verb.words) {
      const what = unfit[0] === undefined ? `“${words[verb.words]}”` : `--${unfit[0]}`;
      throw new PanelError("input-invalid", `“slipway keys ${name}” takes no ${what}`, {
        fix: `Usage: slipway keys ${verb.usage}`,
      });
    }
    return verb.run({
      ...input,
      words,
      now: new Date(),
      random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    });
  },
};
