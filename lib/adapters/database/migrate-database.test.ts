import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/lib/adapters/database/connection";
import { migrateDatabase } from "@/lib/adapters/database/migrate-database";
import { readMigrations, toMigrationList } from "@/lib/adapters/database/migration-files";
import { schemaDifference } from "@/lib/adapters/database/schema-difference";
import { withSchemaEngine } from "@/lib/adapters/database/schema-engine";
import { MIGRATIONS, SCHEMA } from "@/lib/adapters/database/test-database";

const CHILD = resolve(import.meta.dirname, "migrate.ts");
const NOW = new Date("2026-03-01T10:20:30Z");
const LATER = "29990101000000_later";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-migrate-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A data folder with the released migrations, migrated and holding a row. */
async function oldInstallation(name: string) {
  const data = join(folder, name);
  const migrations = join(data, "migrations");
  await mkdir(data);
  await cp(MIGRATIONS, migrations, { recursive: true });
  const options = {
    path: join(data, "slipway.db"),
    backups: join(data, "backups"),
    migrations,
    command: [process.execPath, "--import", "tsx", CHILD] as const,
    now: NOW,
  };
  const outcome = await migrateDatabase(options);
  const client = await openDatabase(options.path);
  await client.meta.create({ data: { name: "kept", value: "yes" } });
  await client.$disconnect();
  return { data, options, outcome };
}

async function addMigration(migrations: string, sql: string) {
  await mkdir(join(migrations, LATER));
  await writeFile(join(migrations, LATER, "migration.sql"), sql);
}

async function keptValue(path: string): Promise<string | undefined> {
  const client = await openDatabase(path);
  try {
    return (await client.meta.findUnique({ where: { name: "kept" } }))?.value;
  } finally {
    await client.$disconnect();
  }
}

describe("migrateDatabase", () => {
  it("makes a database, then has nothing to do, then takes a snapshot and applies what is new", async () => {
    const { options, outcome } = await oldInstallation("good");
    const names = (await readMigrations(MIGRATIONS)).map(({ name }) => name);
    expect(outcome).toEqual({ applied: names, snapshot: null });
    expect(await migrateDatabase(options)).toEqual({ applied: [], snapshot: null });

    await addMigration(options.migrations, 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);');
    const second = await migrateDatabase(options);
    expect(second.applied).toEqual([LATER]);
    expect(second.snapshot).toBe(join(options.backups, `before-${LATER}-20260301T102030Z.db`));
    expect(await keptValue(options.path)).toBe("yes");
    expect(await keptValue(second.snapshot ?? "")).toBe("yes");
    expect(await migrateDatabase(options)).toEqual({ applied: [], snapshot: null });
  });

  it("leaves the database as it was when a later statement fails, and names cause and snapshot", async () => {
    const { data, options } = await oldInstallation("half");
    await addMigration(
      options.migrations,
      'CREATE TABLE "Half" ("id" TEXT);\nINSERT INTO "Nowhere" VALUES (1);',
    );
    const before = await readFile(options.path);
    const failure = migrateDatabase(options);
    await expect(failure).rejects.toMatchObject({
      code: "migration-failed",
      message: expect.stringContaining(join(options.backups, `before-${LATER}`)),
      details: { evidence: expect.arrayContaining([expect.stringContaining("Nowhere")]) },
    });
    expect((await readFile(options.path)).equals(before)).toBe(true);
    expect((await readdir(data)).filter((name) => name.includes("migrating"))).toEqual([]);
    await rm(join(options.migrations, LATER), { recursive: true });
    expect(await migrateDatabase(options)).toEqual({ applied: [], snapshot: null });
    expect(await keptValue(options.path)).toBe("yes");
  });

  it("starts anew after a migration that was killed", async () => {
    const { options } = await oldInstallation("killed");
    await addMigration(options.migrations, 'CREATE TABLE "Later" ("id" TEXT);');
    const killed = { ...options, command: [process.execPath, "-e", "process.kill(process.pid, 9)"] as const };
    await expect(migrateDatabase(killed)).rejects.toMatchObject({
      code: "migration-failed",
      details: { evidence: [expect.stringContaining("SIGKILL")] },
    });
    await writeFile(`${options.path}.migrating`, "what a killed worker leaves");
    expect((await migrateDatabase(options)).applied).toEqual([LATER]);
  });

  it("refuses an edited migration and a database of a newer program", async () => {
    const { options } = await oldInstallation("edited");
    const [name = ""] = await readdir(options.migrations);
    const script = join(options.migrations, name, "migration.sql");
    const sql = await readFile(script, "utf8");
    await writeFile(script, `${sql}\n-- edited`);
    await expect(migrateDatabase(options)).rejects.toThrow(/was edited after it was applied/);
    // Prisma's own engine says the same.
    const edited = await readMigrations(options.migrations);
    const diagnosis = await withSchemaEngine(options.path, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: toMigrationList(options.migrations, edited),
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    expect(diagnosis.editedMigrationNames).toEqual([name]);
    await rm(join(options.migrations, name), { recursive: true });
    await expect(migrateDatabase(options)).rejects.toThrow(/newer|does not/);
  });
});

describe("the migrations", () => {
  it("lead to the schema", async () => {
    expect(await schemaDifference(SCHEMA, MIGRATIONS, await readMigrations(MIGRATIONS))).toBeNull();
  });

  it("are told apart from a schema that went on", async () => {
    const changed = join(folder, "schema.prisma");
    await writeFile(
      changed,
      (await readFile(SCHEMA, "utf8")).replace("value String", "value String\n  extra String?"),
    );
    const sql = await schemaDifference(changed, MIGRATIONS, await readMigrations(MIGRATIONS));
    expect(sql).toContain('ALTER TABLE "Meta" ADD COLUMN "extra" TEXT');
  });
});
