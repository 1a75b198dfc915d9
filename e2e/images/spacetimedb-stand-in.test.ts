import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import type { ProbeContext } from "@/lib/stacks/kind";
import { spacetimedbFailures } from "@/lib/stacks/spacetimedb/failures";
import { spacetimedbProbes } from "@/lib/stacks/spacetimedb/probes/spacetimedb-probes";
import { startParameters } from "@/lib/stacks/spacetimedb/start/start-parameters";
import { exampleInput, exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";

/** The stand-in for SpacetimeDB as a process of its own, without an image: what it answers, and what it refuses. */

const MAIN = fileURLToPath(new URL("recipes/spacetimedb/main.mjs", import.meta.url));

let folder: string;
let started: ChildProcess[] = [];
const path = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "space-"));
  mkdirSync(path("keys"));
  writeFileSync(path("keys", "id_ecdsa"), exampleSecrets.jwtPrivateKey ?? "");
  writeFileSync(path("keys", "id_ecdsa.pub"), exampleSecrets.jwtPublicKey ?? "");
});

afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started = [];
  rmSync(folder, { recursive: true });
});

function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { HOME: path("home"), PATH: process.env.PATH ?? "", NODE_ENV: "test", ...env },
  });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, ended, said: () => said };
}

const folders = () => [
  `--data-dir=${path("data")}`,
  `--jwt-pub-key-path=${path("keys", "id_ecdsa.pub")}`,
  `--jwt-priv-key-path=${path("keys", "id_ecdsa")}`,
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

async function serving(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const verb = words.filter((word) => word.startsWith("--edition"));
  const others = words.filter((word) => !verb.includes(word));
  const running = run(["start", ...verb, `--listen-addr=127.0.0.1:${port}`, ...folders(), ...others], env);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${url}/v1/ping`).catch(() => null);
    if (answer?.status === 200) return { ...running, url };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it does not answer: ${running.said()}`);
}

/** The status with which it ends, what it says, and what the panel makes of that. */
async function refusal(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { ended, said } = run(words, env);
  const status = await ended;
  const reasons = said()
    .split("\n")
    .flatMap((line) => {
      for (const { services, says, reason } of spacetimedbFailures) {
        const match = services?.includes("server") ? says.exec(line) : null;
        if (match !== null) return [reason(match)];
      }
      return [];
    });
  return { status, said: said(), reason: reasons[0] };
}

describe("the stand-in refuses what the server refuses, in words that the panel knows", () => {
  it.each([
    [["start", "--page-pool-max-size=1GiB"], 2, "does not know the start parameter --page-pool-max-size"],
    [["start", "--root-dir=/stdb"], 2, "does not know the start parameter --root-dir"],
    [["start", "--in-memory", "--edition=standalone"], 2, "does not know the start parameter --edition"],
    [["start", "--pg-port=80"], 2, "refuses “80” for the start parameter --pg-port"],
    [["start", "--page_pool_max_size=much"], 1, "cannot read the size of its page pool"],
  ])("%j", async (words, status, reason) => {
    expect(await refusal(words)).toMatchObject({ status, reason });
  });

  it.each([
    [["start", "--jwt-pub-key-path=/a"], "--jwt-priv-key-path <jwt_priv_key_path>"],
    [["start", "--in-memory=1"], "unexpected value '1'"],
    [["start", "--data-dir"], "a value is required for '--data-dir <data_dir>'"],
    [["stop"], "unrecognized subcommand 'stop'"],
    [[], "requires a subcommand"],
  ])("%j", async (words, said) => {
    const found = await refusal(words);
    expect(found.status).toBe(2);
    expect(found.said).toContain(said);
  });

  it("half a pair, and two halves that are none", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    writeFileSync(path("keys", "id_ecdsa.pub"), other.export({ type: "spki", format: "pem" }));
    expect(await refusal(["start", ...folders()])).toMatchObject({
      status: 1,
      reason: "has a public key that does not belong to its private key",
    });
    rmSync(path("keys", "id_ecdsa.pub"));
    expect((await refusal(["start", ...folders()])).reason).toContain(
      "only one half of its keys: the public one",
    );
  });

  it("a configuration that is no TOML, data of a newer version, a folder that another server has", async () => {
    mkdirSync(path("data"));
    writeFileSync(path("data", "config.toml"), "[logs]\nlevel = loud\n");
    expect((await refusal(["start", ...folders()])).reason).toContain("cannot read config.toml: line 2");
    writeFileSync(path("data", "config.toml"), "");
    writeFileSync(path("data", "metadata.toml"), 'edition = "standalone"\nversion = "2.9.0"\n');
    expect((await refusal(["start", ...folders()])).reason).toContain("refuses data of another version");
    writeFileSync(path("data", "metadata.toml"), 'edition = "standalone"\nversion = "2.1.0"\n');
    await serving();
    expect((await refusal(["start", ...folders()])).reason).toBe(
      "finds another server at work on its data folder",
    );
  });

  it.skipIf(process.getuid?.() === 0)("a folder that it may not write", async () => {
    mkdirSync(path("data"), { mode: 0o500 });
    expect((await refusal(["start", ...folders()])).reason).toContain(`may not use ${path("data")}`);
  });
});

describe("the stand-in serves", () => {
  /** The probes' own way to it; the PostgreSQL port is left to an image, which has the programs for it. */
  function context(url: string): ProbeContext {
    return {
      secrets: exampleSecrets,
      notes: new Map(),
      async http({ path: asked, method = "GET", headers = {} }) {
        const answer = await fetch(`${url}${asked}`, { method, headers });
        return { status: answer.status, text: await answer.text(), headers: {} };
      },
      websocket: () => Promise.reject(new Error("no probe opens one")),
      exec: () => Promise.reject(new Error("there is no container")),
    };
  }

  it("so that every probe of the server is green", async () => {
    const { url } = await serving();
    const input = exampleInput();
    const probes = spacetimedbProbes.filter((probe) => probe.applies?.(input.settings, input.access) ?? true);
    const results = await Promise.all(probes.map((probe) => probe.run(context(url), input)));
    expect(results.map(({ ok }) => ok)).toEqual(probes.map(() => true));
    expect(probes).toHaveLength(6);
  });

  it("takes every start parameter that Slipway knows", async () => {
    const given = ["--in-memory", "--enable-tracy", "--non-interactive", "--edition=standalone"];
    const port = await freePort();
    const server = await serving([...given, "--page_pool_max_size=512MiB", `--pg-port=${port}`]);
    expect(server.said()).toContain(`PostgreSQL wire protocol server listening on 127.0.0.1:${port}`);
    const known = startParameters.filter(({ place }) => place !== "tool").map(({ name }) => name);
    const tried = [...server.child.spawnargs, "--jwt-key-dir="].map((word) => word.split("=")[0]);
    for (const name of known) expect(tried).toContain(name);
  });

  it("keeps names and owners over a restart, and ends by SIGINT alone", async () => {
    const first = await serving();
    const headers = { authorization: `Bearer ${exampleSecrets.ownerToken}` };
    const put = { method: "PUT", headers, body: "module" };
    const published = await fetch(`${first.url}/v1/database/game`, put);
    expect(await published.json()).toMatchObject({ Success: { domain: "game", op: "created" } });
    expect(published.headers.get("spacetime-identity")).toBe(
      spacetimedbIdentity("localhost", exampleSecrets.ownerSubject ?? ""),
    );
    const stranger = await fetch(`${first.url}/v1/database/game`, { method: "PUT", body: "other" });
    expect(stranger.status).toBe(403);
    first.child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(first.child.exitCode).toBeNull();
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    const second = await serving();
    const found = await fetch(`${second.url}/v1/database/game`);
    expect(await found.json()).toMatchObject({
      owner_identity: { __identity__: `0x${published.headers.get("spacetime-identity")}` },
    });
    expect((await fetch(`${second.url}/v1/database/other`)).status).toBe(404);
  });

  it("makes keys where none are, and log files unless that is switched off", async () => {
    rmSync(path("keys"), { recursive: true });
    await serving([], { SPACETIMEDB_DISABLE_DISK_LOGGING: "" });
    expect(readFileSync(path("keys", "id_ecdsa"), "utf8")).toContain("BEGIN PRIVATE KEY");
    const day = new Date().toISOString().slice(0, 10);
    expect(existsSync(path("data", "logs", `spacetime-standalone.${day}.log`))).toBe(false);
  });
});
