import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertPassword } from "@/e2e/soak/supabase/database-logins";
import { renewedPassword } from "@/e2e/soak/supabase/password-change";
import type { SupabaseStack } from "@/e2e/soak/supabase/supabase-stack";
import { PanelError } from "@/lib/errors";
import { untilEnded } from "@/lib/use-cases/test-support/until-ended";

const SETTLE_MS = 120_000;
const POLL_MS = 2_000;
const BROKEN = "it broke in the middle";

/** Every role was changed, and no container yet. */
async function broken(stack: SupabaseStack): Promise<string> {
  const [before, old] = [await stack.facts(), await stack.secrets()];
  await stack.renew(["postgresPassword"]);
  const now = await stack.secrets();
  let reached = false;
  stack.places.set("deploy/create/before-effect", async () => {
    // The pooler still has its tenant's old password, and lets nobody in.
    await assertPassword(stack, now.postgresPassword, "taken", "roles");
    reached = true;
    throw new PanelError("compose-failed", BROKEN);
  });
  const failed = await stack.deploy();
  stack.places.clear();
  assert(reached, "it did not come to the middle");
  assert.equal(failed.state, "failed");
  assert.equal(failed.error?.message, BROKEN);
  assert.equal(
    failed.error?.evidence?.[0],
    "Set back as it was: password of postgres and of every role of the services.",
  );
  const ids = (facts: typeof before) => [...facts].map(([service, { id }]) => `${service} ${id}`).toSorted();
  assert.deepEqual(ids(await stack.facts()), ids(before), "containers");
  return settled(stack, { old: old.postgresPassword, now: now.postgresPassword });
}

/** Some containers are new by then, with the new password. */
async function cancelled(stack: SupabaseStack): Promise<string> {
  const old = await stack.secrets();
  await stack.renew(["postgresPassword"]);
  const now = await stack.secrets();
  let cancel: (() => Promise<void>) | null = null;
  stack.places.set("deploy/start/during-effect", async () => cancel?.());
  const job = await stack.begin();
  cancel = () => stack.cancel(job.id);
  const ended = await untilEnded(stack.panel.panel, job);
  stack.places.clear();
  assert.equal(ended.state, "cancelled");
  assert.match(ended.error?.message ?? "", /is in place again/);
  return settled(stack, { old: old.postgresPassword, now: now.postgresPassword });
}

/** All is as it was; and the next try goes through. */
async function settled(
  stack: SupabaseStack,
  { old, now }: Record<"old" | "now", string | undefined>,
): Promise<string> {
  await untilProbed(stack);
  await assertPassword(stack, now, "refused");
  const count = await assertPassword(stack, old, "taken");
  await stack.deployProven();
  await assertPassword(stack, old, "refused");
  await assertPassword(stack, now, "taken");
  return `${count} logins take the old one again; the next deploy changes them`;
}

async function untilProbed(stack: SupabaseStack): Promise<void> {
  const untilMs = Date.now() + SETTLE_MS;
  for (;;) {
    const failed = await stack.failedProbes();
    if (failed.length === 0) return;
    assert(Date.now() < untilMs, failed.join("\n"));
    await sleep(POLL_MS);
  }
}

type Try = (stack: SupabaseStack) => Promise<string>;

/** The database's password, changed while everything runs. */
export const passwordTries: Readonly<Record<string, Try>> = {
  "database password": renewedPassword,
  "database password: broken in the middle": broken,
  "database password: cancelled in the middle": cancelled,
};
