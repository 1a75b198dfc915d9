import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCompose } from "@/lib/adapters/docker/compose";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import type { Compose } from "@/lib/ports/compose";

let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-unfit-"));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const FILES = { project: "shop", composeYaml: "services: {}\n", envFile: "" };

/** A program in Compose's place that prints this as its version. */
function composeOf(version: string): { compose: Compose; path: string } {
  const path = join(folder, "docker-compose");
  writeFileSync(path, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  const engine = createDockerEngine({ socketPath: join(folder, "none.sock") });
  const compose = createCompose({
    engine,
    socketPath: join(folder, "none.sock"),
    scratchFolder: folder,
    ownFolder: folder,
    environment: { SLIPWAY_COMPOSE_PATH: path },
  });
  return { compose, path };
}

it("refuses an engine that is too old, by its version and with what to do", async () => {
  const socketPath = join(folder, "engine.sock");
  const answers: Record<string, unknown> = {
    "/version": { Version: "19.03.15", ApiVersion: "1.40", Arch: "amd64" },
    "/info": { NCPU: 2, MemTotal: 1 },
  };
  const old = createServer((request, response) => response.end(JSON.stringify(answers[request.url ?? ""])));
  server = old;
  await new Promise<void>((resolve) => old.listen(socketPath, resolve));
  await expect(createDockerEngine({ socketPath }).info()).rejects.toMatchObject({
    code: "engine-too-old",
    message: expect.stringMatching(/19\.03\.15.*20\.10/),
    details: { fix: expect.any(String) },
  });
});

it("refuses a Compose that is too old, by its path and with what to do", async () => {
  const { compose, path } = composeOf("2.20.3");
  await expect(compose.version()).rejects.toMatchObject({
    code: "compose-too-old",
    message: expect.stringContaining(`${path} is version 2.20.3`),
    details: { fix: expect.any(String) },
  });
});

it("says so when Compose is taken away while the worker runs, and finds it when it is back", async () => {
  const { compose, path } = composeOf("2.26.1");
  expect(await compose.version()).toBe("2.26.1");
  rmSync(path);
  await expect(compose.validate(FILES)).rejects.toMatchObject({ code: "compose-missing" });
  composeOf("2.27.0");
  expect(await compose.version()).toBe("2.27.0");
});
