import { routes } from "@/lib/api/contract/routes";
import type { WorkerClient } from "@/lib/client/worker-client";
import type { Command, CommandInput } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

type VerbInput = CommandInput & { client: WorkerClient; stack: string; names: readonly string[] };
type Verb = { usage: string; run(input: VerbInput): Promise<void> };

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

const verbs: Readonly<Record<string, Verb>> = { list, renew };

export const secretsCommand: Command = {
  usage: "VERB STACK [NAME…] [--json]",
  summary:
    "Secrets of a stack by name and fingerprint; makes new ones, as a revision that is not deployed yet",
  options: {},
  help: Object.values(verbs).map((verb) => `  slipway secrets ${verb.usage}`),
  async run(input) {
    const [word = "", stack = "", ...names] = input.positionals;
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (verb === undefined) {
      throw new PanelError("input-invalid", `There is no “slipway secrets ${word}”`, {
        fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
      });
    }
    if (stack === "" || (verb === list && names.length > 0)) {
      throw new PanelError("input-invalid", "Name one stack", {
        fix: `Usage: slipway secrets ${verb.usage}`,
      });
    }
    await verb.run({ ...input, client: panelClient(input), stack, names });
    return EXIT_OK;
  },
};
