import type { RouteInput, RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import { PanelError } from "@/lib/errors";
import { inspectToken } from "@/lib/keys/inspect-token";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { shownRevision } from "@/lib/use-cases/stacks/stack-profile";

type Route = (typeof secretRoutes)["stacks.mint-token"];

const DAY_MS = 86_400_000;

/**
 * A token for somebody, signed with the key of the revision that runs, or would. The audit entry is written first: without
 * it nothing is handed out. Nothing else is kept.
 * @throws PanelError `input-invalid` with the field that is wrong
 */
export async function mintToken(
  parts: PanelParts,
  idOrName: string,
  { subject, days, ...body }: RouteInput<Route>["body"],
  caller: Caller,
): Promise<RouteJson<Route>> {
  const stack = await stackOf(parts, idOrName);
  const { tokens, title } = kindOfStack(parts, stack);
  if (tokens === undefined) {
    throw new PanelError("input-invalid", `${title} takes no tokens that Slipway could sign`, {
      fix: "Its own keys are under Keys",
    });
  }
  const revision = shownRevision(stack);
  const now = parts.clock();
  const issuer = body.issuer ?? tokens.issuer;
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
  const signedBy = async (number: number) =>
    tokens.mint(await parts.stacks.secrets(stack.id, number), { issuer, subject, expiresAt }, now);
  const { token, identity, checkedBy } = await signedBy(revision);
  const report = await inspectToken(token, checkedBy, now);
  const next = await inspectToken(token, (await signedBy(stack.revision)).checkedBy, now);
  const end = expiresAt?.toISOString() ?? null;
  const words = end === null ? "without an end" : `until ${end}`;
  await parts.stacks.recordAudit(
    audit(caller, `token minted for ${subject} of ${issuer}, ${words}`, stack.name),
  );
  const endsWithDeploy = next.signature.state !== "valid";
  return { token, identity, issuer, subject, expiresAt: end, report, revision, endsWithDeploy };
}
