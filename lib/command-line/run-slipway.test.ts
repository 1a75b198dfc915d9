import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runSlipway } from "@/lib/command-line/run-slipway";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-command-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function slipway(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runSlipway(words, {
    folder,
    environment,
    print: (text) => out.push(text),
    note: (text) => err.push(text),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

describe("slipway render", () => {
  it("writes both files for their owner only, into a folder beside the person", async () => {
    const { code, out } = await slipway(["render", "directus", "--out", "new/stack"]);
    expect([code, out.split("\n")[1]]).toEqual([0, "Directus will be at http://localhost:8055"]);
    const target = join(folder, "new", "stack");
    expect((await readdir(target)).sort()).toEqual([".env", "compose.yaml"]);
    expect((await stat(join(target, ".env"))).mode & 0o777).toBe(0o600);
    expect(parse(await readFile(join(target, "compose.yaml"), "utf8")).name).toBe("directus");
  });

  it("makes other secrets each time", async () => {
    await slipway(["render", "directus", "--out", "a"]);
    await slipway(["render", "directus", "--out", "b"]);
    const secretOf = async (name: string) =>
      /^SECRET=(.*)$/m.exec(await readFile(join(folder, name, ".env"), "utf8"))?.[1];
    expect(await secretOf("a")).toMatch(/^"[A-Za-z0-9]{48}"$/);
    expect(await secretOf("a")).not.toBe(await secretOf("b"));
  });

  it("takes settings, name, access, registry and secrets", async () => {
    const secrets = { adminPassword: "given-password", smtpPassword: "mail$word" };
    await writeFile(join(folder, "secrets.json"), JSON.stringify(secrets));
    const words = [
      "render",
      "directus",
      "--name",
      "shop",
      "--access",
      "address",
      "--host",
      "192.0.2.1",
      "--json",
    ];
    const settings = [
      "database=sqlite",
      "port=9000",
      "emailTransport=smtp",
      "smtpHost=mail.example.com",
      "variables.X_Y=1",
    ];
    const { code, out } = await slipway(
      [...words, ...settings.flatMap((one) => ["--set", one]), "--secrets", "secrets.json", "--out", "out"],
      { SLIPWAY_REGISTRY: "127.0.0.1:5000" },
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      written: true,
      name: "shop",
      endpoints: [{ label: "Directus", url: "http://192.0.2.1:9000" }],
      warnings: [{ field: "variables.0.name" }],
    });
    const compose = parse(await readFile(join(folder, "out", "compose.yaml"), "utf8"));
    expect(Object.keys(compose.services)).toEqual(["directus"]);
    expect(compose.services.directus.image).toBe("127.0.0.1:5000/directus/directus:12.4.0");
    const env = await readFile(join(folder, "out", ".env"), "utf8");
    expect(env).toContain('ADMIN_PASSWORD="given-password"\n');
    expect(env).toContain('EMAIL_SMTP_PASSWORD="mail\\$word"\n');
  });

  it("leaves a folder with other content alone, and one with the same content too", async () => {
    await mkdir(join(folder, "out"));
    await writeFile(join(folder, "out", "mine.txt"), "mine");
    const refused = await slipway(["render", "directus", "--out", "out"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("mine.txt")]);
    expect(await readdir(join(folder, "out"))).toEqual(["mine.txt"]);

    const secrets = {
      adminPassword: "a".repeat(24),
      secret: "s".repeat(48),
      databasePassword: "d".repeat(32),
    };
    await writeFile(
      join(folder, "all.json"),
      JSON.stringify({ ...secrets, redisPassword: "r".repeat(32), metricsToken: "m".repeat(32) }),
    );
    const same = ["render", "directus", "--secrets", "all.json", "--out", "same"];
    expect((await slipway(same)).out).toContain("Wrote compose.yaml and .env");
    expect((await slipway(same)).out).toContain("holds exactly this already");
    expect((await slipway([...same, "--set", "port=9001"])).code).toBe(2);
  });

  it("lists all that is wrong with the settings at once, and writes nothing", async () => {
    const words = ["port=0", "smtpport=1", "adminEmail=x", "nonsense", "variables.SECRET=1"];
    const { code, err } = await slipway([
      "render",
      "directus",
      "--out",
      "out",
      ...words.flatMap((w) => ["--set", w]),
    ]);
    expect(code).toBe(2);
    for (const part of [
      "port:",
      "smtpport: There is no",
      "“smtpPort”",
      "adminEmail:",
      "nonsense:",
      "variables.0.name:",
    ]) {
      expect(err).toContain(part);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it("takes null for a secret that is not to be there, unless the panel makes it", async () => {
    await writeFile(join(folder, "none.json"), JSON.stringify({ licenseKey: null }));
    const words = ["render", "directus", "--json", "--out", "none"];
    expect((await slipway([...words, "--secrets", "none.json"])).code).toBe(0);
    expect(await readFile(join(folder, "none", ".env"), "utf8")).not.toContain("LICENSE_KEY");
    await writeFile(join(folder, "made.json"), JSON.stringify({ adminPassword: null }));
    const refused = await slipway([...words, "--secrets", "made.json"]);
    expect(JSON.parse(refused.out).error).toMatchObject({
      code: "settings-invalid",
      issues: [{ field: "secrets.adminPassword" }],
    });
  });

  it.each([
    ["kind-unknown", ["render", "wordpress", "--out", "x"]],
    ["name-invalid", ["render", "directus", "--name", "No Name", "--out", "x"]],
    ["input-invalid", ["render", "directus"]],
    ["input-invalid", ["render", "directus", "--access", "address", "--out", "x"]],
    ["input-invalid", ["render", "directus", "--secrets", "missing.json", "--out", "x"]],
    ["input-invalid", ["render", "directus", "--nonsense"]],
    ["environment-invalid", ["render", "directus", "--registry", "https://x", "--out", "x"]],
    ["settings-invalid", ["render", "directus", "--set", "storage=tape", "--out", "x"]],
    ["input-invalid", ["nonsense"]],
  ])("answers %s as JSON for %j", async (code, words) => {
    const result = await slipway([...words, "--json"]);
    expect(result.code).toBe(2);
    expect(JSON.parse(result.out).error).toMatchObject({ code, message: expect.stringMatching(/./) });
  });
});

describe("slipway kinds", () => {
  it("lists kinds with settings and secrets", async () => {
    const { code, out } = await slipway(["kinds", "--json"]);
    const [first] = JSON.parse(out).kinds;
    expect([code, first.id, first.settings.port.default]).toEqual([0, "directus", 8055]);
    expect((await slipway(["kinds", "directus"])).out).toContain("database=postgis");
    expect((await slipway(["kinds", "nonsense"])).code).toBe(2);
  });
});

describe("the command itself", () => {
  it("says what it can do", async () => {
    expect((await slipway(["help"])).out).toContain("render");
    expect((await slipway([])).code).toBe(2);
    expect((await slipway(["render", "--help"])).out).toContain("--out DIR");
  });

  it("loads nothing of the worker, the engine or the database", async () => {
    const refuse = (names: string) => {
      const hooks = `export async function resolve(specifier, context, next) {
        if (/${names}/.test(specifier)) throw new Error("must not load " + specifier);
        return next(specifier, context);
      }`;
      const url = `data:text/javascript,${encodeURIComponent(hooks)}`;
      return `data:text/javascript,${encodeURIComponent(`import { register } from "node:module"; register(${JSON.stringify(url)});`)}`;
    };
    const run = (names: string, out: string) => {
      const words = ["lib/command-line/slipway.ts", "render", "directus", "--out", join(folder, out)];
      return promisify(execFile)(join("node_modules", ".bin", "tsx"), ["--import", refuse(names), ...words]);
    };
    await run("prisma|dockerode|better-sqlite3|argon2|^next|^react|adapters", "a");
    // The refusal itself works: a package that is needed is missed.
    await expect(run("^yaml$", "b")).rejects.toThrow("must not load yaml");
  });
});
