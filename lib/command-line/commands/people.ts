import { routes } from "@/lib/api/contract/routes";
import type { WorkerClient } from "@/lib/client/worker-client";
import type { Command, CommandInput } from "@/lib/command-line/command";
import { controlClient } from "@/lib/command-line/control-client";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";
import { nameKey } from "@/lib/ports/identity-store";

type Verb = { usage: string; run(input: CommandInput, client: WorkerClient, name: string): Promise<void> };

const list: Verb = {
  usage: "list",
  async run({ json, print }, client) {
    const { people, invitations } = await client.call(routes["people.list"], {});
    if (json) return print(JSON.stringify({ people, invitations }, null, 2));
    const rows = people.map(({ name, role, createdAt, lastSeenAt, secondFactor, passkeys }) => [
      ...[name, role, createdAt.slice(0, 10)],
      lastSeenAt === null ? "never" : lastSeenAt.slice(0, 16).replace("T", " "),
      secondFactor ? "on" : "off",
      String(passkeys),
    ]);
    print(table(["NAME", "ROLE", "SINCE", "LAST SEEN (UTC)", "SECOND FACTOR", "PASSKEYS"], rows));
  },
};

const resetSecondFactor: Verb = {
  usage: "reset-second-factor NAME",
  async run({ json, print }, client, name) {
    const person = await personNamed(client, name);
    await client.call(routes["people.reset-second-factor"], { params: { person: person.id } });
    print(json ? JSON.stringify({ person }, null, 2) : `${person.name} signs in by password alone now.`);
  },
};

const resetPasskeys: Verb = {
  usage: "reset-passkeys NAME",
  async run({ json, print }, client, name) {
    const person = await personNamed(client, name);
    await client.call(routes["people.reset-passkeys"], { params: { person: person.id } });
    print(json ? JSON.stringify({ person }, null, 2) : `${person.name} has no passkeys any more.`);
  },
};

const resetLink: Verb = {
  usage: "reset-link NAME",
  async run({ json, print, note }, client, name) {
    const person = await personNamed(client, name);
    const link = await client.call(routes["people.reset-link"], { params: { person: person.id } });
    print(json ? JSON.stringify(link, null, 2) : link.url);
    if (json) return;
    note(`It sets a new password for ${person.name}, once, until ${link.expiresAt.slice(11, 16)} UTC.`);
    if (person.passkeys > 0) {
      note(`Passkeys of ${person.name} sign in as before (${person.passkeys}): reset-passkeys removes them.`);
    }
  },
};

const verbs: Readonly<Record<string, Verb>> = {
  list,
  "reset-second-factor": resetSecondFactor,
  "reset-passkeys": resetPasskeys,
  "reset-link": resetLink,
};

export const peopleCommand: Command = {
  usage: "VERB [NAME] [--json]",
  summary: "Who has an account, and the way back in for those who lost their password or their phone",
  options: {},
  help: Object.values(verbs).map((verb) => `  slipway people ${verb.usage}`),
  async run(input) {
    const [word = "list", name = ""] = input.positionals;
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (verb === undefined) {
      throw new PanelError("input-invalid", `There is no “slipway people ${word}”`, {
        fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
      });
    }
    if (verb !== list && name === "") {
      throw new PanelError("input-invalid", "Whose?", { fix: `Usage: slipway people ${verb.usage}` });
    }
    await verb.run(input, controlClient(input), name);
    return EXIT_OK;
  },
};

async function personNamed(client: WorkerClient, name: string) {
  const { people } = await client.call(routes["people.list"], {});
  const found = people.find((person) => nameKey(person.name) === nameKey(name));
  if (found !== undefined) return found;
  throw new PanelError("not-found", `Nobody here is called ${name}`, {
    fix: `There are ${people.map((person) => person.name).join(", ")}`,
  });
}
