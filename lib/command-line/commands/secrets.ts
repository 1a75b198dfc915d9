import { routes } from "@/lib/api/contract/routes";
import { TOKEN_DEFAULT, TOKEN_LONGEST } from "@/lib/api/contract/secrets";
import type { WorkerClient } from "@/lib/client/worker-client";
import { type Command, type CommandInput, optionText } from "@/lib/command-line/command";
import { fileText, wholeNumber } from "@/lib/command-line/commands/keys/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

type VerbInput = CommandInput & { client: WorkerClient; stack: string; names: readonly string[] };
type Verb = { usage: string; options?: readonly string[]; run(input: VerbInput): Promise<void> };

const list: Verb = {
  usage: "list STACK",
  async run({ client, stack, json, print }) {
    const answer = await client.call(routes["stacks.secrets"], { params: { stack } });
    if (json) return print(JSON.stringify(answer, null, 2));
    const rows = answer.secrets.map(({ name, provided, fingerprint, fixed, consequence }) => [
      name,
      provided ? "yours" : "generated",
      fingerprint ?? "not set",
      fixed ?? consequence,
    ]);
    print(table(["NAME", "", "FINGERPRINT", "CHANGING IT"], rows));
  },
};

const renew: Verb = {
  usage: "renew STACK NAME…",
  async run({ client, stack, names, json, print }) {
    if (names.length === 0) {
      throw new PanelError("input-invalid", "Name the secrets that are to be made anew", {
        fix: `Usage: slipway secrets ${renew.usage}; “slipway secrets list ${stack}” names them`,
      });
    }
    const { name, revision: base } = await client.call(routes["stacks.show"], { params: { stack } });
    const body = { base, names: [...names] };
    const answer = await client.call(routes["stacks.renew-secrets"], { params: { stack }, body });
    if (json) return print(JSON.stringify(answer, null, 2));
    const { secrets } = await client.call(routes["stacks.secrets"], { params: { stack } });
    print(`Saved revision ${answer.revision.number} of ${name}, with new values of:`);
    for (const { name: secret, consequence } of secrets) {
      if (answer.renewed.includes(secret)) print(`  ${secret}: ${consequence}`);
    }
    print(`“slipway stacks plan ${name}” shows what it changes, “slipway stacks deploy ${name}” applies it.`);
  },
};

const give: Verb = {
  usage: "give STACK NAME=FILE…",
  async run({ client, stack, names, folder, json, print }) {
    const secrets: Record<string, string> = {};
    for (const word of names) {
      const [name = "", ...rest] = word.split("=");
      if (rest.length === 0) throw wrongUse(`“${word}” names no file`, give);
      // As editors end a file: no part of what it holds.
      secrets[name] = (await fileText(folder, rest.join("="))).replace(/\r?\n$/, "");
    }
    if (names.length === 0) throw wrongUse("Name a secret and the file that holds it", give);
    const { name, revision: base } = await client.call(routes["stacks.show"], { params: { stack } });
    const body = { base, secrets };
    const answer = await client.call(routes["stacks.give-secrets"], { params: { stack }, body });
    if (json) return print(JSON.stringify(answer, null, 2));
    const made = answer.renewed.length === 0 ? "" : `, and made to fit: ${answer.renewed.join(", ")}`;
    print(
      `Saved revision ${answer.revision.number} of ${name} with ${Object.keys(secrets).join(", ")}${made}.`,
    );
    print(`“slipway stacks plan ${name}” shows what it changes, “slipway stacks deploy ${name}” applies it.`);
  },
};

const token: Verb = {
  usage: "token STACK SUBJECT [--issuer I] [--days N | --endless]",
  options: ["issuer", "days", "endless"],
  async run({ client, stack, names, options, json, print, note }) {
    const [subject, ...more] = names;
    if (subject === undefined || more.length > 0) throw wrongUse("Name one subject", token);
    const issuer = optionText(options, "issuer");
    const days = wholeNumber(options, "days", { least: 1, most: TOKEN_LONGEST, otherwise: TOKEN_DEFAULT });
    if (options.endless === true && optionText(options, "days") !== undefined) {
      throw wrongUse("--days and --endless exclude each other", token);
    }
    const body = {
      subject,
      ...(issuer !== undefined && { issuer }),
      days: options.endless === true ? null : days,
    };
    const answer = await client.call(routes["stacks.mint-token"], { params: { stack }, body });
    if (json) return print(JSON.stringify(answer, null, 2));
    print(`Identity  ${answer.identity}\nToken     ${answer.token}\n${answer.report.time.words}.`);
    if (answer.endsWithDeploy) note("A later revision has another key: the token ends with its deploy.");
  },
};

const verbs: Readonly<Record<string, Verb>> = { list, renew, give, token };

export const secretsCommand: Command = {
  usage: "VERB STACK [NAME…] [options] [--json]",
  summary:
    "Secrets of a stack by name and fingerprint; makes new ones or takes yours, as a revision that is not deployed yet; signs tokens",
  options: {
    issuer: { type: "string" },
    days: { type: "string" },
    endless: { type: "boolean" },
  },
  help: Object.values(verbs).map((verb) => `  slipway secrets ${verb.usage}`),
  async run(input) {
    const [word = "", stack = "", ...names] = input.positionals;
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (verb === undefined) {
      throw new PanelError("input-invalid", `There is no “slipway secrets ${word}”`, {
        fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
      });
    }
    const unfit = Object.keys(input.options).find(
      (option) => option !== "json" && !verb.options?.includes(option),
    );
    if (unfit !== undefined) throw wrongUse(`“slipway secrets ${word}” takes no --${unfit}`, verb);
    if (stack === "" || (verb === list && names.length > 0)) throw wrongUse("Name one stack", verb);
    await verb.run({ ...input, client: panelClient(input), stack, names });
    return EXIT_OK;
  },
};

function wrongUse(message: string, { usage }: Verb): PanelError {
  return new PanelError("input-invalid", message, { fix: `Usage: slipway secrets ${usage}` });
}
