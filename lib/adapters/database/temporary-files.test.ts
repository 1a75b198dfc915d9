import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Only root may mount a disk of its own. */
const isRoot = process.getuid?.() === 0 && process.platform === "linux";

/** More than SQLite keeps in memory. */
const ROWS = 40;

it.runIf(isRoot)("of SQLite lie on the data folder's disk, not on a small one for others", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-temporary-"));
  const small = join(folder, "small");
  mkdirSync(small);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "slipway-test", small]);
  const script = join(folder, "vacuum.ts");
  const own = new URL("./temporary-files.ts", import.meta.url).pathname;
  const sqlite = import.meta.resolve("better-sqlite3");
  writeFileSync(
    script,
    `import Database from ${JSON.stringify(sqlite)};
    import { keepTemporaryFilesIn } from ${JSON.stringify(own)};
    const [data, keep] = process.argv.slice(2);
    if (keep === "keep") keepTemporaryFilesIn(data + "/scratch");
    const database = new Database(data + "/" + keep + ".db");
    database.exec("CREATE TABLE T (bytes BLOB)");
    const insert = database.prepare("INSERT INTO T VALUES (randomblob(1000000))");
    for (let row = 0; row < ${ROWS}; row += 1) insert.run();
    try { database.exec("VACUUM"); process.stdout.write("done"); }
    catch (error) { process.stdout.write(error.code); }`,
  );
  const vacuum = (keep: string) =>
    execFileSync(process.execPath, ["--import", import.meta.resolve("tsx"), script, folder, keep], {
      env: { ...process.env, TMPDIR: small, SQLITE_TMPDIR: undefined },
      encoding: "utf8",
    });
  try {
    expect([vacuum("leave"), vacuum("keep")]).toEqual(["SQLITE_FULL", "done"]);
  } finally {
    execFileSync("umount", [small]);
    rmSync(folder, { recursive: true });
  }
});
