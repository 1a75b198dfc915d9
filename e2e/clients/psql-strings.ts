import { describe, expect, it } from "vitest";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { NOTES } from "@/e2e/clients/notes-table";
import { type PsqlResult, psql } from "@/e2e/clients/psql";
import { clientOf, taken } from "@/e2e/clients/supabase-clients";

/** The card's connection strings, by the real psql. */
export function testDatabaseByPsql(stack: () => DeployedSupabase): void {
  // Each call is a container of its own: one after the other they would take a quarter of a minute.
  describe.concurrent.each(["session", "transaction", "direct"] as const)("psql, %s", (way) => {
    const ask = (...statements: string[]): Promise<PsqlResult> =>
      psql(stack(), stack().database[way], statements);

    it("signs in, and does several things in one transaction", async () => {
      const { code, output } = await ask(
        "select current_user, current_database()",
        `begin;
         create temporary table own (n int) on commit drop;
         insert into own select generate_series(1, 1000);
         select count(*), sum(n) from own;
         commit`,
        "select to_regclass('own')",
      );
      expect(output.split("\n")).toEqual(["postgres|postgres", "1000|500500"]);
      expect(code).toBe(0);
    });

    it("writes rows that REST then gives to the server's key", async () => {
      const text = `by psql, ${way}, ${crypto.randomUUID()}`;
      const { code, output } = await ask(
        `insert into public.${NOTES} (owner, text) values (gen_random_uuid(), '${text}') returning text`,
      );
      expect([code, output]).toEqual([0, text]);
      const rows = clientOf(stack(), stack().keys.secret).from(NOTES).select("text").eq("text", text);
      expect(taken(await rows)).toEqual([{ text }]);
    });

    it("is refused with another password", async () => {
      const { code, output } = await psql(
        stack(),
        stack().database[way],
        ["select 1"],
        `not-${stack().password}`,
      );
      expect(output).toContain("password authentication failed");
      expect(code).toBe(2);
    });
  });

  it.each(["session", "transaction"] as const)("psql, %s, is refused without the tenant", async (way) => {
    const url = stack().database[way].replace(/postgres\.[^@]+@/, "postgres@");
    const { code, output } = await psql(stack(), url, ["select 1"]);
    expect(output).toContain("Tenant or user not found");
    expect(code).toBe(2);
  });
}
