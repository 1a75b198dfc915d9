import { routes } from "@/lib/api/contract/routes";
import type { ChangeView, PlanView } from "@/lib/api/contract/stack-views";
import { type OptionValues, optionText } from "@/lib/command-line/command";
import { namedStack, type StackVerb } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { followJob } from "@/lib/command-line/follow-job";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

/** Planning asks Compose and the engine. */
const PLAN_DEADLINE_MS = 30_000;

export const plan: StackVerb = {
  usage: "plan NAME [--revision N]",
  async run(input) {
    const stack = namedStack(input, plan.usage);
    const planned = await input.client.call(
      routes["stacks.plan"],
      { params: { stack }, body: revisionOf(input.options) },
      { deadlineMs: PLAN_DEADLINE_MS },
    );
    input.print(input.json ? JSON.stringify(planned, null, 2) : planText(planned));
    return EXIT_OK;
  },
};

export const deploy: StackVerb = {
  usage: "deploy NAME [--revision N] [--fingerprint F] [--no-wait]",
  async run(input) {
    const { client, options, json, print } = input;
    const fingerprint = optionText(options, "fingerprint");
    const job = await client.call(
      routes["stacks.deploy"],
      {
        params: { stack: namedStack(input, deploy.usage) },
        body: { ...revisionOf(options), ...(fingerprint !== undefined && { fingerprint }) },
      },
      { deadlineMs: PLAN_DEADLINE_MS },
    );
    if (options["no-wait"] !== true) return followJob(client, job, input);
    print(json ? JSON.stringify(job, null, 2) : `Job ${job.number} is at work on ${job.stackName}`);
    return EXIT_OK;
  },
};

function revisionOf(options: OptionValues): { revision?: number } {
  const text = optionText(options, "revision");
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new PanelError("input-invalid", `“${text}” is no revision`, {
      fix: "Give its number, such as --revision 2",
    });
  }
  return { revision: Number(text) };
}

function planText(planned: PlanView): string {
  const rows = planned.operations.map((operation) => [
    operation.verb,
    `${operation.target.type} ${operation.target.name}`,
    operation.destructive ? `DATA IS LOST: ${operation.cause}` : operation.cause,
  ]);
  const changes = [...planned.settings, ...planned.env].map(changeText);
  return [
    rows.length === 0 ? "Nothing to change." : table(["OPERATION", "TARGET", "CAUSE"], rows),
    ...(changes.length === 0 ? [] : ["", ...changes]),
    ...(planned.refusal === null ? [] : ["", `${planned.refusal.message}. ${planned.refusal.fix}.`]),
    ...(planned.destructive ? ["", `To apply it: --fingerprint ${planned.fingerprint}`] : []),
  ].join("\n");
}

function changeText({ name, before, after }: ChangeView): string {
  return `${name}: ${before ?? "(not set)"} → ${after ?? "(not set)"}`;
}
