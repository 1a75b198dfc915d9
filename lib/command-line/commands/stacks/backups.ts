import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import type { RestorableBackupView } from "@/lib/api/contract/stack-backups";
import { optionText } from "@/lib/command-line/command";
import { namedStack, type StackVerb, type StackVerbInput } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { followJob } from "@/lib/command-line/follow-job";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

export const backup: StackVerb = {
  usage: "backup NAME [--no-wait]",
  async run(input) {
    const stack = namedStack(input, backup.usage);
    return follow(input, await input.client.call(routes["stack-backups.create"], { params: { stack } }));
  },
};

export const backups: StackVerb = {
  usage: "backups NAME",
  async run(input) {
    const stack = namedStack(input, backups.usage);
    const found = await input.client.call(routes["stack-backups.list"], { params: { stack } });
    if (input.json) input.print(JSON.stringify(found, null, 2));
    else if (found.backups.length === 0) {
      input.print(`No backup of ${stack} yet. “slipway stacks backup ${stack}” makes one.`);
    } else {
      const header = ["BACKUP", "MADE", "REVISION", "BYTES", "VOLUMES", "STATE"];
      input.print(table(header, found.backups.map(rowOf)));
    }
    return EXIT_OK;
  },
};

export const restore: StackVerb = {
  usage: "restore NAME BACKUP --confirm NAME [--no-save] [--no-wait]",
  async run(input) {
    const [stack, id, ...surplus] = input.words;
    if (stack === undefined || id === undefined || surplus.length > 0) {
      throw new PanelError("input-invalid", "Name one stack and one of its backups", {
        fix: `Usage: slipway stacks ${restore.usage}. “slipway stacks backups NAME” lists them`,
      });
    }
    const confirmName = optionText(input.options, "confirm") ?? "";
    const saveFirst = input.options["no-save"] !== true;
    const job = await input.client.call(routes["stack-backups.restore"], {
      params: { stack, backup: id },
      body: { confirmName, saveFirst },
    });
    return follow(input, job);
  },
};

async function follow(input: StackVerbInput, job: JobView): Promise<number> {
  if (input.options["no-wait"] !== true) return followJob(input.client, job, input);
  input.print(input.json ? JSON.stringify(job, null, 2) : `Job ${job.number} is at work on ${job.stackName}`);
  return EXIT_OK;
}

function rowOf({ id, createdAt, revision, sizeBytes, volumes, ...view }: RestorableBackupView): string[] {
  const keys = volumes.map(({ key }) => key).join(" ");
  return [id, createdAt.slice(0, 19), String(revision), String(sizeBytes), keys, stateOf(view)];
}

function stateOf({
  problem,
  refusal,
  verifiedAt,
  reason,
}: Pick<RestorableBackupView, "problem" | "refusal" | "verifiedAt" | "reason">): string {
  if (problem !== null) return `damaged: ${problem}`;
  if (refusal !== null) return `does not fit: ${refusal.message}`;
  const words = [
    ...(verifiedAt === null ? [] : ["verified"]),
    ...(reason === "asked" ? [] : ["made before a restore"]),
  ];
  return words.join(", ");
}
