import { expect } from "@playwright/test";
import { test } from "@/e2e/journeys/long/long-journey";
import { ENGINE } from "@/e2e/panel/journey";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { assertPassword } from "@/e2e/soak/supabase/database-logins";
import { keyTries } from "@/e2e/soak/supabase/key-tries";
import { renewedPassword } from "@/e2e/soak/supabase/password-change";
import { peopleTries } from "@/e2e/soak/supabase/people-tries";

const TRIES = { ...keyTries, ...peopleTries, "database password": renewedPassword };

for (const [id, once] of Object.entries(TRIES)) {
  test(`through the pages: ${id}`, ENGINE, async ({ changed }, info) => {
    info.annotations.push({ type: "seen", description: await once(changed) });
  });
}

test(
  "through the pages: a password change that is cancelled in the middle",
  ENGINE,
  async ({ changed, page }) => {
    const old = await changed.secrets();
    await changed.renew(["postgresPassword"]);
    const now = await changed.secrets();
    await page.getByRole("button", { name: /^Apply revision/ }).click();
    await page.waitForURL(/\/jobs\/\d+$/);
    // The password is new in the database by then, and the first containers are made anew with it.
    const step = page.getByRole("listitem").filter({ hasText: /^Change data/ });
    await expect(step).toContainText("password of postgres", { timeout: 60_000 });
    await page.getByRole("button", { name: "Cancel" }).click();
    const verdict = page.getByRole("status").filter({ hasText: /: (Done|Failed|Cancelled)$/ });
    await expect(verdict).toContainText("Cancelled", { timeout: 240_000 });
    await expect.poll(() => allHealthy(changed), { timeout: 120_000 }).toBe(true);
    await assertPassword(changed, now.postgresPassword, "refused");
    await assertPassword(changed, old.postgresPassword, "taken");
    await changed.deployProven();
    await assertPassword(changed, old.postgresPassword, "refused");
    await assertPassword(changed, now.postgresPassword, "taken");
  },
);

/** Every container that runs; those that were put back begin anew. */
async function allHealthy(stack: ChangedStack): Promise<boolean> {
  const facts = [...(await stack.facts()).values()];
  return facts.every(({ running, health }) => !running || health === "healthy");
}
