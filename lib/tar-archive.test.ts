import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ByteReader } from "@/lib/byte-reader";
import { tarArchive } from "@/lib/tar-archive";
import { takeTarHead } from "@/lib/tar-head";
import { tarHeader } from "@/lib/tar-header";

it("writes an archive that tar unpacks to the same bytes and modes", () => {
  const files = [
    { path: "shop-r1/compose.yaml", content: "services: {}\n", mode: 0o644 },
    { path: "shop-r1/.env", content: `A="${"ü€𝕏".repeat(300)}"\n`, mode: 0o600 },
    { path: "shop-r1/full-block", content: "x".repeat(512), mode: 0o644 },
    { path: "shop-r1/empty", content: "", mode: 0o644 },
  ];
  const folder = mkdtempSync(join(tmpdir(), "slipway-tar-"));
  try {
    const archive = tarArchive(files, new Date("2026-11-20T00:00:00Z"));
    execFileSync("tar", ["-x", "-f", "-", "-C", folder], { input: archive });
    for (const { path, content, mode } of files) {
      expect(readFileSync(join(folder, path), "utf8")).toBe(content);
      expect(statSync(join(folder, path)).mode & 0o777).toBe(mode);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("says sizes of 8 GiB and more beside the header, as tar reads them", async () => {
  const changedAt = new Date("2026-11-20T00:00:00Z");
  for (const sizeBytes of [8 ** 11 - 1, 8 ** 11, 3e13]) {
    const header = tarHeader({ path: "database.tar", mode: 0o600, sizeBytes, changedAt });
    const read = await takeTarHead(
      new ByteReader(
        (async function* () {
          yield header;
        })(),
      ),
    );
    expect(read).toMatchObject({ entry: { path: "database.tar", sizeBytes }, bodyBytes: sizeBytes });
    // What lists an archive does not need its contents.
    const listed = spawnSync("tar", ["-t", "-v", "-f", "-"], { input: header, encoding: "utf8" });
    expect(listed.stdout).toMatch(new RegExp(`\\s${sizeBytes}\\s.*database\\.tar`));
  }
});
