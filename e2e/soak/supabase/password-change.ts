import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { assertPassword } from "@/e2e/soak/supabase/database-logins";
import { renewAlone } from "@/e2e/soak/supabase/renew-alone";

/** The database's password made anew while everything runs. */
export async function renewedPassword(stack: ChangedStack): Promise<string> {
  await assertPassword(stack, (await stack.secrets()).postgresPassword, "taken", "first");
  const { old, now, recreated } = await renewAlone(stack, ["postgresPassword"]);
  await assertPassword(stack, old.postgresPassword, "refused");
  const count = await assertPassword(stack, now.postgresPassword, "taken");
  return `${count} logins take the new one and refuse the old; made anew: ${recreated.join(", ")}`;
}
