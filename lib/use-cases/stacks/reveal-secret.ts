import { PanelError } from "@/lib/errors";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** One secret's value. The audit entry is written first: without it nothing is shown. */
export async function revealSecret(
  parts: PanelParts,
  idOrName: string,
  name: string,
  caller: Caller,
): Promise<{ value: string }> {
  const stack = await stackOf(parts, idOrName);
  const secrets = await parts.stacks.secrets(stack.id, stack.revision);
  const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (value === undefined) {
    throw new PanelError("not-found", `Revision ${stack.revision} of ${stack.name} has no secret “${name}”`, {
      fix: "Its settings say which secrets are set; what an earlier revision had is in that revision's download",
    });
  }
  await parts.stacks.recordAudit(audit(caller, `secret ${name} revealed`, stack.name));
  return { value };
}
