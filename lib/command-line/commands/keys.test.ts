import { execFile } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSlipway } from "@/lib/command-line/run-slipway";

const SECRET = "a secret with more than 32 characters";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-keys-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function keys(...words: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runSlipway(["keys", ...words], {
    folder,
    environment: {},
    print: (text) => out.push(text),
    note: (text) => err.push(text),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const json = async (...words: string[]) => JSON.parse((await keys(...words, "--json")).out);

describe("slipway keys", () => {
  it("supabase: makes a set that fits itself", async () => {
    const set = await json("supabase", "--secret", SECRET);
    expect(set.JWT_SECRET).toBe(SECRET);
    const keySet = createLocalJWKSet(JSON.parse(set.JWT_JWKS));
    for (const [name, role] of [
      ["ANON_KEY", "anon"],
      ["SERVICE_ROLE_KEY", "service_role"],
    ]) {
      expect((await jwtVerify(set[`${name}`], Buffer.from(SECRET))).payload.role).toBe(role);
      expect((await jwtVerify(set[`${name}_ASYMMETRIC`], keySet)).payload.role).toBe(role);
    }
  });

  it("supabase: prints lines for .env", async () => {
    const { code, out } = await keys("supabase");
    expect(code).toBe(0);
    expect(out).toMatch(/^JWT_SECRET=[A-Za-z0-9]{40}\nANON_KEY=eyJ/);
    expect(out).toMatch(/\nJWT_JWKS="\{\\"keys\\":\[/);
    expect(out.endsWith("\n")).toBe(false);
  });

  it("directus: KEY is for version 9", async () => {
    expect(Object.keys(await json("directus"))).toEqual(["SECRET", "ADMIN_PASSWORD", "ADMIN_TOKEN"]);
    expect((await keys("directus", "--version", "9")).out).toMatch(/\nKEY=[0-9a-f-]{36}$/);
  });

  it("spacetimedb: writes the pair where it is told to, and signs with one that is there", async () => {
    const made = await json("spacetimedb", "--out", "pair", "--subject", "me");
    expect(made).not.toHaveProperty("privateKeyPem");
    const file = join(folder, "pair", "id_ecdsa");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const own = createPublicKey(createPrivateKey(await readFile(file, "utf8")));
    expect(own.export({ type: "spki", format: "pem" })).toBe(made.publicKeyPem);
    const again = await json("spacetimedb", "--private-key", "pair/id_ecdsa", "--subject", "me");
    expect([again.publicKeyPem, again.identity]).toEqual([made.publicKeyPem, made.identity]);
    expect((await keys("verify", again.token, "--public-key", "pair/id_ecdsa.pub")).code).toBe(0);
    expect((await keys("spacetimedb")).out).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\s\S]+\nToken {5}eyJ/);
  });

  it("identity: is the one of SpacetimeDB's example", async () => {
    expect(await json("identity", "--issuer", "example.com", "--subject", "123")).toEqual({
      identity: "c200ef884364c1a99be0298dc68f2004e6b97c09d1b1658b7db22f51fb662059",
    });
  });

  it("random: has the length, the alphabet and the count asked for", async () => {
    const made = await json("random", "--length", "20", "--alphabet", "digits", "--count", "3");
    expect(made.secrets).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^\d{20}$/)));
    expect(made.bits).toBe(66.4);
    const { out, err } = await keys("random");
    expect([out, err]).toEqual([expect.stringMatching(/^[A-Za-z0-9]{32}$/), "190.5 bits each"]);
  });

  it("jwt: signs what it is told, and verify knows it", async () => {
    const { out } = await keys(
      "jwt",
      "--secret",
      SECRET,
      "--role",
      "admin",
      "--iss",
      "me",
      "--exp",
      "2040-01-01",
    );
    const { payload, protectedHeader } = await jwtVerify(out, Buffer.from(SECRET));
    expect(payload).toEqual({ role: "admin", iss: "me", iat: expect.any(Number), exp: 2_208_988_800 });
    expect(protectedHeader).toEqual({ alg: "HS256", typ: "JWT" });
    const good = await keys("verify", out, "--secret", SECRET);
    expect([good.code, good.out]).toEqual([
      0,
      expect.stringContaining("The signature is valid (HS256)\nExpires in"),
    ]);
    const bad = await keys("verify", out, "--secret", `${SECRET}!`, "--json");
    expect([bad.code, JSON.parse(bad.out)]).toEqual([
      7,
      expect.objectContaining({ valid: false, signature: expect.objectContaining({ state: "invalid" }) }),
    ]);
    expect(await json("verify", out)).toMatchObject({ valid: true, signature: { state: "unchecked" } });
  });

  it("verify: takes a file of keys", async () => {
    const set = await json("supabase");
    await writeFile(join(folder, "jwks.json"), set.JWT_JWKS);
    const words = ["verify", set.SERVICE_ROLE_KEY_ASYMMETRIC, "--public-key", "jwks.json"];
    expect(await json(...words)).toMatchObject({ valid: true, payload: { role: "service_role" } });
  });

  it.each([
    [[]],
    [["nonsense"]],
    [["supabase", "--secret", "short"]],
    [["supabase", "--exp", "yesterday"]],
    [["supabase", "--role", "x"]],
    [["supabase", "surplus"]],
    [["jwt", "--role", "x"]],
    [["jwt", "--secret", SECRET]],
    [["jwt", "--secret", SECRET, "--role", "x", "--exp", "2001-01-01"]],
    [["identity", "--issuer", "x"]],
    [["identity", "--issuer", "x", "--subject", "y".repeat(129)]],
    [["random", "--length", "0"]],
    [["random", "--length", "1025"]],
    [["random", "--alphabet", "greek"]],
    [["directus", "--version", "8"]],
    [["spacetimedb", "--private-key", "nowhere"]],
    [["verify"]],
    [["verify", "abc"]],
    [["verify", "a.b.c", "--secret", "x", "--public-key", "y"]],
  ])("refuses %j, naming what is wrong", async (words) => {
    const { code, out } = await keys(...words, "--json");
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({
      code: "input-invalid",
      message: expect.stringMatching(/\w{3}/),
    });
  });

  it("loads nothing of the worker, the engine or the database", async () => {
    const refuse = `export async function resolve(specifier, context, next) {
      if (/prisma|dockerode|better-sqlite3|argon2|^next|^react|^hono|adapters/.test(specifier)) throw new Error("must not load " + specifier);
      return next(specifier, context);
    }`;
    const hooks = JSON.stringify(`data:text/javascript,${encodeURIComponent(refuse)}`);
    const register = `import { register } from "node:module"; register(${hooks});`;
    const words = ["identity", "--issuer", "example.com", "--subject", "123"];
    const { stdout } = await promisify(execFile)(join("node_modules", ".bin", "tsx"), [
      ...["--import", `data:text/javascript,${encodeURIComponent(register)}`],
      ...["lib/command-line/slipway.ts", "keys", ...words],
    ]);
    expect(stdout).toBe("c200ef884364c1a99be0298dc68f2004e6b97c09d1b1658b7db22f51fb662059\n");
  });
});
