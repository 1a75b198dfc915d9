import { describe, expect, it } from "vitest";
import { backedUpVolumes, backupMisfit } from "@/lib/stacks/backup-fit";
import { kinds } from "@/lib/stacks/registry";

const plain = { title: "Plain", coldBackup: { volumes: ["data"], note: "" } };
const misfit = (kind: Parameters<typeof backupMisfit>[0], made: object, present: object) =>
  backupMisfit(kind, made as Record<string, string>, present as Record<string, string>);

describe("whether a backup fits", () => {
  it("is a matter of the major version where the kind does not say more", () => {
    expect(misfit(plain, { version: "2.1" }, { version: "2.9" })).toBeNull();
    expect(misfit(plain, { version: "v2" }, { version: "2.0.1" })).toBeNull();
    expect(misfit(plain, { version: "1.9" }, { version: "2.0" })).toEqual({
      reason: "It was made with Plain 1.9, and 2.0 is deployed",
      fix: "Deploy a revision with version 1.9 first, then restore",
    });
  });

  it("is for Directus one of the database too, and of no older release", () => {
    const of = (version: string, database: string) => ({ version, database });
    const { directus } = kinds;
    expect(misfit(directus, of("12.4.0", "sqlite"), of("12.4.1", "sqlite"))).toBeNull();
    expect(misfit(directus, of("12.4.1", "sqlite"), of("12.4.1", "sqlite"))).toBeNull();
    expect(misfit(directus, of("12.10.0", "sqlite"), of("12.4.1", "sqlite"))).toEqual({
      reason: "It was made with Directus 12.10.0, and the older 12.4.1 is deployed",
      fix: "Deploy a revision with version 12.10.0 first, then restore",
    });
    expect(misfit(directus, of("12.4.0", "sqlite"), of("12.4.0", "postgis"))?.reason).toContain(
      "another database",
    );
    expect(misfit(directus, of("11.17.4", "sqlite"), of("12.4.0", "sqlite"))?.fix).toContain(
      "version 11.17.4",
    );
  });

  it("is for Supabase one of PostgreSQL's version, and of no older release", () => {
    const of = (version: string, postgresVersion: string) => ({ version, postgresVersion });
    const { supabase } = kinds;
    expect(misfit(supabase, of("0.6.0", "17"), of("0.8.2", "17"))).toBeNull();
    expect(misfit(supabase, of("0.8.2", "17"), of("0.6.0", "17"))?.reason).toContain("older 0.6.0");
    expect(misfit(supabase, of("0.8.2", "15"), of("0.8.2", "17"))?.reason).toContain("PostgreSQL 15");
  });
});

describe("what a backup holds", () => {
  it("are the declared volumes that the project has", () => {
    const { coldBackup } = kinds.supabase;
    expect(backedUpVolumes(coldBackup, { volumes: ["functions", "deno-cache", "database"] })).toEqual([
      "database",
      "functions",
    ]);
    expect(backedUpVolumes(undefined, { volumes: ["database"] })).toEqual([]);
  });
});
