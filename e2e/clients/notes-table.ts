import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { psql } from "@/e2e/clients/psql";
import { clientOf } from "@/e2e/clients/supabase-clients";

export const NOTES = "client_notes";

/** A table in which each signed-in person has rows of their own, as guides to row level security begin with. */
export async function makeNotesTable(stack: DeployedSupabase): Promise<void> {
  const { code, output } = await psql(stack, stack.database.direct, [
    `create table if not exists public.${NOTES} (id bigint generated always as identity primary key,
       owner uuid not null default auth.uid(), text text not null)`,
    `alter table public.${NOTES} enable row level security`,
    `drop policy if exists own on public.${NOTES}`,
    `create policy own on public.${NOTES} for all to authenticated
       using (owner = auth.uid()) with check (owner = auth.uid())`,
  ]);
  if (code !== 0) throw new Error(`psql made no table: ${output}`);
  await untilRestKnowsIt(stack);
}

/** REST reads its schema anew when the database tells it to, a moment later. */
async function untilRestKnowsIt(stack: DeployedSupabase): Promise<void> {
  const service = clientOf(stack, stack.keys.service);
  const deadlineMs = performance.now() + 10_000;
  for (;;) {
    const { error } = await service.from(NOTES).select();
    if (error === null) return;
    if (performance.now() > deadlineMs) throw new Error(`REST does not know ${NOTES}: ${error.message}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
