import type { Command } from "@/lib/command-line/command";
import { act, actions, testMail } from "@/lib/command-line/commands/stacks/actions";
import { backup, backups, restore } from "@/lib/command-line/commands/stacks/backups";
import { create } from "@/lib/command-line/commands/stacks/create";
import { down, remove, restart, start, stop } from "@/lib/command-line/commands/stacks/operate";
import { deploy, plan } from "@/lib/command-line/commands/stacks/plan";
import { list, status } from "@/lib/command-line/commands/stacks/show";
import type { StackVerb } from "@/lib/command-line/commands/stacks/verbs";
import { panelClient } from "@/lib/command-line/panel-client";
import { PanelError } from "@/lib/errors";

const verbs: Readonly<Record<string, StackVerb>> = {
  list,
  status,
  create,
  plan,
  deploy,
  start,
  stop,
  restart,
  down,
  remove,
  actions,
  act,
  "test-mail": testMail,
  backup,
  backups,
  restore,
};

export const stacksCommand: Command = {
  usage: "VERB [NAME] [options] [--json]",
  summary:
    "Works with the stacks of the panel of this data folder (SLIPWAY_DATA), or of SLIPWAY_URL with SLIPWAY_TOKEN",
  options: {
    name: { type: "string" },
    set: { type: "string", multiple: true },
    secrets: { type: "string" },
    access: { type: "string" },
    host: { type: "string" },
    domain: { type: "string", multiple: true },
    revision: { type: "string" },
    fingerprint: { type: "string" },
    service: { type: "string" },
    confirm: { type: "string" },
    to: { type: "string" },
    "delete-volume": { type: "string", multiple: true },
    "no-save": { type: "boolean" },
    "no-wait": { type: "boolean" },
  },
  help: Object.values(verbs).map((verb) => `  slipway stacks ${verb.usage}`),
  async run(input) {
    const [name = "list", ...words] = input.positionals;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (verb === undefined) {
      throw new PanelError("input-invalid", `There is no “slipway stacks ${name}”`, {
        fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
      });
    }
    return verb.run({ ...input, client: panelClient(input), words });
  },
};
