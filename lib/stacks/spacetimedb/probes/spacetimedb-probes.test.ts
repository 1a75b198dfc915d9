import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { signEs256 } from "@/lib/keys/sign-jwt";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { isSignedByKey, readToken } from "@/lib/keys/verify-jwt";
import type { Access, ProbeContext, ProbeHttpResponse, ProbeOutcome } from "@/lib/stacks/kind";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { spacetimedbProbes } from "@/lib/stacks/spacetimedb/probes/spacetimedb-probes";
import { exampleInput, exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";

/** A SpacetimeDB as the probes see it: what it answers follows from its own keys, not from the stack's. */
type Running = {
  privateKey: string;
  publicKey: string;
  checksTokens: boolean;
  identityOf(issuer: string, subject: string): string;
  schedulable: boolean;
  guarded: boolean;
  /** What the guard lets through: a part of the path. */
  passed: readonly string[];
  pgListens: boolean;
  target: string;
  grafanaPassword: string;
};

const healthy: Running = {
  privateKey: exampleSecrets.jwtPrivateKey ?? "",
  publicKey: exampleSecrets.jwtPublicKey ?? "",
  checksTokens: true,
  identityOf: spacetimedbIdentity,
  schedulable: true,
  guarded: true,
  passed: ["/v1/ping", "/v1/identity", "/subscribe"],
  pgListens: true,
  target: "up",
  grafanaPassword: exampleSecrets.grafanaPassword ?? "",
};

const answer = (status: number, body: unknown = ""): ProbeHttpResponse => ({
  status,
  text: typeof body === "string" ? body : JSON.stringify(body),
  headers: {},
});

function server(
  running: Running,
  path: string,
  headers: Readonly<Record<string, string>>,
): ProbeHttpResponse {
  if (path === "/v1/ping") return answer(200);
  if (path === "/v1/health") {
    const { schedulable } = running;
    return answer(200, { package_name: "spacetimedb-standalone", version: "2.8.3", nodes: [0], schedulable });
  }
  if (path === "/v1/identity/public-key") return answer(200, running.publicKey);
  if (path === "/v1/identity") {
    const claims = { iss: "localhost", sub: "5ce6f0bb-0000-4000-8000-000000000000" };
    const identity = running.identityOf(claims.iss, claims.sub);
    const all = { hex_identity: identity, ...claims, aud: ["spacetimedb"], iat: 1, exp: null };
    return answer(200, { identity, token: signEs256(all, createPrivateKey(running.privateKey)) });
  }
  const [, wanted] = /^\/v1\/identity\/([0-9a-f]{64})\/verify$/.exec(path) ?? [];
  if (wanted === undefined) return answer(404);
  const token = headers.authorization?.slice("Bearer ".length) ?? "";
  if (running.checksTokens && !isSignedByKey(token, createPublicKey(running.publicKey)))
    return answer(401, "no");
  const claims = readToken(token)?.payload;
  return answer(spacetimedbIdentity(String(claims?.iss), String(claims?.sub)) === wanted ? 204 : 400);
}

function monitoring(running: Running, path: string, headers: Readonly<Record<string, string>>) {
  if (path.startsWith("/api/v1/targets")) {
    const target = { labels: { job: "spacetimedb" }, health: running.target, lastError: "" };
    return answer(200, { data: { activeTargets: [target] } });
  }
  if (path === "/api/health") return answer(200, { database: "ok", version: "12.1.1" });
  const login = Buffer.from(`admin:${running.grafanaPassword}`).toString("base64");
  return headers.authorization === `Basic ${login}` ? answer(200, { status: "OK" }) : answer(401);
}

function context(running: Running): ProbeContext {
  return {
    secrets: exampleSecrets,
    notes: new Map(),
    async http({ endpoint, path, headers = {} }) {
      if (endpoint === "grafana" || endpoint === "prometheus") return monitoring(running, path, headers);
      const passes = running.passed.some((part) => path.includes(part));
      if (endpoint === "spacetimedb" && running.guarded && !passes) return answer(403, "no");
      return server(running, path, headers);
    },
    websocket: () => Promise.reject(new Error("these probes open no WebSocket")),
    exec: async () => ({ exitCode: running.pgListens ? 0 : 1, stdout: "", stderr: "Connection refused" }),
  };
}

const published: Access = { mode: "address", host: "203.0.113.7" };

async function outcomes(
  change: Partial<Running>,
  settings: Partial<SpacetimedbSettings> = {},
  access: Access = published,
): Promise<Record<string, ProbeOutcome>> {
  const input = exampleInput({ monitoring: true, pgWire: "on", ...settings }, access);
  const run = context({ ...healthy, ...change });
  const results: Record<string, ProbeOutcome> = {};
  for (const probe of spacetimedbProbes) {
    if (probe.applies?.(input.settings, access) === false) continue;
    results[probe.id] = await probe.run(run, input);
  }
  return results;
}

const failedIds = (results: Record<string, ProbeOutcome>) =>
  Object.entries(results).flatMap(([id, { ok }]) => (ok ? [] : [id]));

describe("the probes of SpacetimeDB", () => {
  it("are green on a healthy stack", async () => {
    const results = await outcomes({});
    expect(failedIds(results)).toEqual([]);
    expect(Object.keys(results)).toEqual(spacetimedbProbes.map(({ id }) => id));
    expect(results.health?.detail).toBe("spacetimedb-standalone 2.8.3");
  });

  it("ask the server itself where no guard is in front, and only for what is on", async () => {
    const settings = { monitoring: false, pgWire: "off" } as const;
    const results = await outcomes({ guarded: false }, settings, { mode: "private" });
    expect(failedIds(results)).toEqual([]);
    expect(Object.keys(results)).toEqual([
      "ping",
      "health",
      "public-key",
      "identity",
      "owner-token",
      "forged-token",
    ]);
  });

  it("notice a server with other keys", async () => {
    const other = spacetimedbKeys({}, seededRandom("other"), new Date(0));
    const change = { privateKey: other.privateKeyPem, publicKey: other.publicKeyPem };
    expect(failedIds(await outcomes(change))).toEqual(["public-key", "identity", "owner-token"]);
  });

  it("notice an answer that is no key", async () => {
    const input = exampleInput();
    const probe = spacetimedbProbes.find(({ id }) => id === "public-key");
    const http = async () => answer(200, "-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----\n");
    expect(await probe?.run({ ...context(healthy), http }, input)).toMatchObject({ ok: false });
  });

  it("notice a server that takes forged tokens", async () => {
    const results = await outcomes({ checksTokens: false });
    expect(failedIds(results)).toEqual(["forged-token"]);
    expect(results["forged-token"]?.detail).toContain("instead of 401");
  });

  it("notice identities that do not follow from issuer and subject", async () => {
    expect(failedIds(await outcomes({ identityOf: () => `c200${"0".repeat(60)}` }))).toEqual(["identity"]);
    const other = (issuer: string) => spacetimedbIdentity(issuer, "another");
    expect(failedIds(await outcomes({ identityOf: other }))).toEqual(["identity"]);
  });

  it("notice a guard that lets everything through", async () => {
    const results = await outcomes({ guarded: false });
    expect(failedIds(results)).toEqual(["guard"]);
    expect(results.guard?.detail).toContain("POST /v1/database came through");
  });

  it("notice a guard that keeps clients back", async () => {
    const results = await outcomes({ passed: ["/v1/ping", "/v1/identity"] });
    expect(failedIds(results)).toEqual(["guard"]);
    expect(results.guard?.detail).toContain("clients cannot connect");
  });

  it("notice what else is not as it should be", async () => {
    expect(failedIds(await outcomes({ schedulable: false }))).toEqual(["health"]);
    expect(failedIds(await outcomes({ pgListens: false }))).toEqual(["postgres-port"]);
    expect(failedIds(await outcomes({ target: "down" }))).toEqual(["prometheus-target"]);
    const results = await outcomes({ grafanaPassword: "another" });
    expect(failedIds(results)).toEqual(["grafana-source"]);
    expect(results["grafana-source"]).toMatchObject({ final: true });
  });

  it("show no secret in what they say", async () => {
    const said = JSON.stringify([
      await outcomes({}),
      await outcomes({ grafanaPassword: "x", checksTokens: false }),
    ]);
    for (const value of Object.values(exampleSecrets)) expect(said).not.toContain(value);
  });
});
