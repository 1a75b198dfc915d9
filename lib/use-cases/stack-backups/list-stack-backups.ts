import type {
  RestorableBackupView,
  StackBackupsView,
  StackBackupView,
} from "@/lib/api/contract/stack-backups";
import { PanelError } from "@/lib/errors";
import { dataNotWhole } from "@/lib/jobs/data-not-whole";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { restoreRefusal } from "@/lib/jobs/restore-refusal";
import { areSameSecrets, restoredSecrets } from "@/lib/jobs/restored-secrets";
import { servicesWith, volumesOf } from "@/lib/jobs/volume-places";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import type { StackRecord } from "@/lib/ports/stores";
import { deployedRevisionOf, kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { stackBackupView } from "@/lib/use-cases/stack-backups/stack-backup-view";

type Held = Pick<StackBackupsView, "volumes" | "stops">;
type Refused = { message: string; fix: string };

/** A stack's backups, what the next one would hold and stop, and what a restore of each would mean. */
export async function listStackBackups(parts: PanelParts, idOrName: string): Promise<StackBackupsView> {
  const stack = await stackOf(parts, idOrName);
  const definition = await orRefused(() => deployedDefinition(parts, stack));
  const held = await orRefused(async () => heldBy(parts, unrefused(definition)));
  const records = await parts.stackBackups.list(stack.id);
  const isHalfRestored = stack.restoring !== null;
  const unavailable = isHalfRestored ? refusedBy(dataNotWhole(stack.name)) : refusalOf(held);
  return {
    note: kindOfStack(parts, stack).coldBackup?.note ?? "",
    ...("volumes" in held ? held : { volumes: [], stops: [] }),
    ...{ unavailable, isHalfRestored },
    backups: await Promise.all(records.map((record) => restorable(parts, definition, record))),
  };
}

/** Of stacks that were removed: nobody restores them here any more, but they can be downloaded and deleted. */
export async function listRemovedBackups(parts: PanelParts): Promise<{ backups: StackBackupView[] }> {
  const [records, stacks] = await Promise.all([parts.stackBackups.list(), parts.stacks.list()]);
  const present = new Set(stacks.map(({ id }) => id));
  return { backups: records.filter(({ stackId }) => !present.has(stackId)).map(stackBackupView) };
}

/** @throws PanelError `revision-not-found` when the stack was never deployed, and what makes it unreadable */
export function deployedDefinition(parts: PanelParts, stack: StackRecord): Promise<Definition> {
  return loadDefinition(parts.source, stack, deployedRevisionOf(stack));
}

async function heldBy(parts: PanelParts, definition: Definition): Promise<Held> {
  const keys = volumesOf(definition);
  const sizes = await parts.volumeSizes.of(keys.map((key) => `${definition.name}_${key}`));
  return {
    volumes: keys.map((key) => {
      const name = `${definition.name}_${key}`;
      return { key, name, sizeBytes: sizes.find((one) => one.name === name)?.sizeBytes ?? null };
    }),
    stops: servicesWith(definition, keys),
  };
}

async function restorable(
  parts: PanelParts,
  definition: Definition | Refused,
  record: StackBackupRecord,
): Promise<RestorableBackupView> {
  const bringsSecrets = await orRefused(async () => {
    const present = unrefused(definition);
    const refusal = await restoreRefusal(parts.stacks, present, record);
    if (refusal !== null) throw refusal;
    const wanted = restoredSecrets(present, await parts.stackBackups.secrets(record.id), record.volumes);
    return { differ: !areSameSecrets(present.secrets, wanted) };
  });
  return {
    ...stackBackupView(record),
    refusal: refusalOf(bringsSecrets),
    bringsSecrets: "differ" in bringsSecrets && bringsSecrets.differ,
  };
}

/** A refusal is a part of the list, and no reason not to show it. */
async function orRefused<T extends object>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PanelError) return refusedBy(error);
    throw error;
  }
}

function refusedBy({ message, details }: PanelError): Refused {
  return { message, fix: details.fix ?? "" };
}

function refusalOf(result: object): Refused | null {
  return "message" in result && "fix" in result
    ? { message: String(result.message), fix: String(result.fix) }
    : null;
}

function unrefused(definition: Definition | Refused): Definition {
  if ("kind" in definition) return definition;
  throw new PanelError("revision-not-found", definition.message, { fix: definition.fix });
}
