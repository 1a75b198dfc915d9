import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryWith } from "@/lib/adapters/docker/test-support/real-engine";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { seededRandom } from "@/lib/keys/seeded-random";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { startParameters } from "@/lib/stacks/spacetimedb/start/start-parameters";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { containerOf, realStacks, type Settings } from "@/lib/use-cases/test-support/real-stacks";
import { faultyKinds } from "@/lib/use-cases/test-support/spacetimedb-faults";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

type RealPanel = Awaited<ReturnType<typeof realPanel>>;

/** Several deploys on a machine that does other things too. */
const DEPLOY_TIMEOUT_MS = 240_000;
const BUILD_TIMEOUT_MS = 600_000;
const CALL_TIMEOUT_MS = 5_000;

const IMAGES = ["spacetimedb", "prometheus", "grafana", "caddy"];

let at: RealPanel;
beforeAll(async () => {
  const { host } = await registryWith(IMAGES);
  const kinds = { spacetimedb, ...faultyKinds };
  at = await realPanel("spacetimedb", { kinds, registry: { host, login: null } });
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await at.close();
});

const none = { params: undefined, query: undefined, body: undefined };

const { create, show, deploy, save, backUp, restore, ...stacks } = realStacks(() => at, "spacetimedb");
const deployed = (stack: string, running: readonly string[]) => stacks.deployed(stack, running, ["prepare"]);

function portOf({ settings }: StackDetailView, field: string): number {
  return Number(settings[field]);
}

async function revealed(stack: string, secret: string): Promise<string> {
  const input = { ...none, params: { stack, secret } };
  return (await at.panel.verbs["stacks.reveal"](input, TESTER)).value;
}

async function renew(stack: string, secret: string): Promise<void> {
  const body = { base: (await show(stack)).revision, names: [secret] };
  await at.panel.verbs["stacks.renew-secrets"]({ ...none, params: { stack }, body }, TESTER);
}

function cardText({ connections }: StackDetailView, label: string): string {
  return connections.find((row) => row.label === label)?.text ?? "";
}

/** Status of the server's own verdict on a token. */
async function verdict(stack: StackDetailView, identity: string, token: string): Promise<number> {
  const { status } = await call(stack, `/v1/identity/${identity}/verify`, token);
  return status;
}

/** Identity of the owner of a database, as the server knows it; null where there is no such database. */
async function ownerOf(stack: StackDetailView, database: string, token: string): Promise<string | null> {
  const { status, text } = await call(stack, `/v1/database/${database}`, token);
  if (status === 404) return null;
  expect(status).toBe(200);
  return String(JSON.parse(text).owner_identity.__identity__).replace(/^0x/, "");
}

async function publish(stack: StackDetailView, database: string, token: string): Promise<void> {
  const answer = await call(stack, `/v1/database/${database}`, token, { method: "PUT", body: "module" });
  expect(answer).toMatchObject({ status: 200 });
}

async function call(stack: StackDetailView, path: string, token: string, init: RequestInit = {}) {
  const answer = await fetch(`http://127.0.0.1:${portOf(stack, "port")}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  return { status: answer.status, text: await answer.text() };
}

describe("SpacetimeDB on the real engine", { timeout: DEPLOY_TIMEOUT_MS }, () => {
  let first: StackDetailView;

  it("deploys as it comes, with every probe green", async () => {
    first = await deployed((await create({})).name, ["server"]);
    expect(first.volumes.map(({ name }) => name)).toEqual([`${first.name}_data`, `${first.name}_keys`]);
    expect(at.faults).toEqual([]);
  });

  it("takes tokens that the panel signs, and none of another key", async () => {
    const params = { stack: first.name };
    const body = { subject: "bob", days: 1 };
    const minted = await at.panel.verbs["stacks.mint-token"]({ ...none, params, body }, TESTER);
    expect(await verdict(first, minted.identity, minted.token)).toBe(204);
    const other = spacetimedbKeys({ subject: "bob" }, seededRandom("another server"), new Date());
    expect(other.identity).toBe(minted.identity);
    expect(await verdict(first, other.identity, other.token)).toBe(401);
  });

  it("keeps the owner and what is the owner's over a restart, a new container and a new key pair", async () => {
    const identity = cardText(first, "Owner identity");
    const token = await revealed(first.name, "ownerToken");
    await publish(first, "chat", token);
    const owner = async (with_: string) => {
      expect(await verdict(first, identity, with_)).toBe(204);
      return ownerOf(first, "chat", with_);
    };
    expect(await owner(token)).toBe(identity);

    const params = { stack: first.name };
    const restart = await at.panel.verbs["stacks.restart"]({ ...none, params, body: {} }, TESTER);
    expect(await untilEnded(at.panel, restart)).toMatchObject({ state: "succeeded", error: null });
    await expect.poll(() => verdict(first, identity, token), { timeout: 20_000 }).toBe(204);
    expect(await owner(token)).toBe(identity);

    await save(first.name, { backtrace: "full" });
    const recreated = await deployed(first.name, ["server"]);
    expect(containerOf(recreated, "server")).not.toBe(containerOf(first, "server"));
    expect(await owner(token)).toBe(identity);

    await renew(first.name, "jwtPrivateKey");
    first = await deployed(first.name, ["server"]);
    expect(cardText(first, "Owner identity")).toBe(identity);
    expect(await verdict(first, identity, token)).toBe(401);
    expect(await owner(await revealed(first.name, "ownerToken"))).toBe(identity);
  });

  it("takes an imported pair, and says the same key", async () => {
    const { privateKeyPem, publicKeyPem } = spacetimedbKeys({}, seededRandom("imported"), new Date());
    const body = { base: (await show(first.name)).revision, secrets: { jwtPrivateKey: privateKeyPem } };
    await at.panel.verbs["stacks.give-secrets"]({ ...none, params: { stack: first.name }, body }, TESTER);
    first = await deployed(first.name, ["server"]);
    const token = await revealed(first.name, "ownerToken");
    expect((await call(first, "/v1/identity/public-key", token)).text.trim()).toBe(publicKeyPem.trim());
  });

  it("deploys the release test and one in memory beside it", async () => {
    const test = await deployed((await create({ flavour: "release-test" })).name, ["server"]);
    expect(test.probeResults.map(({ id }) => id)).toContain("postgres-port");
    await deployed((await create({ inMemory: true })).name, ["server"]);
    expect((await show(first.name)).state).toBe("running");
    expect(at.faults).toEqual([]);
  });

  it("deploys with Prometheus, which collects, and Grafana, which asks it", async () => {
    const { name } = await create({ monitoring: true, scrapeSeconds: 1 });
    const { probeResults } = await deployed(name, ["server", "prometheus", "grafana"]);
    expect(probeResults.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["prometheus-target", "grafana-health", "grafana-source"]),
    );
  });

  it("deploys behind its guard where others reach it", async () => {
    const { name } = await create({}, { mode: "address", host: "localhost" });
    const stack = await deployed(name, ["server", "guard"]);
    const token = await revealed(name, "ownerToken");
    expect((await call(stack, "/v1/metrics", token)).status).toBe(403);
    expect((await call(stack, "/v1/database/chat", token, { method: "PUT", body: "m" })).status).toBe(403);
  });

  it("hands every start parameter to the server", async () => {
    const variants: Settings[] = [
      {
        flavour: "release-test",
        inMemory: true,
        listenAddress: "0.0.0.0:4000",
        pgPort: 5444,
        pagePoolMaxSize: "512MiB",
        tracy: true,
        startParameters: "--edition=standalone\n--config-path=/home/spacetime/.config/spacetime/cli.toml",
      },
      { keyFiles: "folder", keyDir: "/keys", dataDir: "/data" },
      { layout: "root", rootDir: "/root-of-all" },
    ];
    const lines: string[] = [];
    for (const settings of variants) {
      const stack = await deployed((await create(settings)).name, ["server"]);
      const { stdout } = await at.engine.exec(
        containerOf(stack, "server"),
        ["cat", "/proc/1/cmdline"],
        {},
        CALL_TIMEOUT_MS,
      );
      lines.push(
        stdout
          .replaceAll("\0", " ")
          .replace(/^.*main\.mjs /, "")
          .trim(),
      );
    }
    expect(lines).toMatchInlineSnapshot(`
      [
        "--config-path=/home/spacetime/.config/spacetime/cli.toml start --edition=standalone --listen-addr=0.0.0.0:4000 --data-dir=/stdb/data --jwt-pub-key-path=/etc/spacetimedb/id_ecdsa.pub --jwt-priv-key-path=/etc/spacetimedb/id_ecdsa --in-memory --pg-port=5444 --page_pool_max_size=512MiB --enable-tracy --non-interactive",
        "start --listen-addr=0.0.0.0:3000 --data-dir=/data --jwt-key-dir=/keys --non-interactive",
        "--root-dir=/root-of-all start --listen-addr=0.0.0.0:3000 --non-interactive",
      ]
    `);
    const missing = startParameters.filter(({ name }) => !lines.some((line) => line.includes(name)));
    expect(missing).toEqual([]);
  });

  it("has owner, token and databases again after a restore, and nothing that came later", async () => {
    const { name } = await create({ monitoring: true });
    const running = ["server", "prometheus", "grafana"];
    const before = await deployed(name, running);
    const identity = cardText(before, "Owner identity");
    const token = await revealed(name, "ownerToken");
    await publish(before, "chat", token);
    const backup = await backUp(name);
    const { stackBackups } = at.dependencies;
    expect((await stackBackups.find(backup))?.volumes.map(({ key, folder }) => [key, folder])).toEqual([
      ["data", "data"],
      ["keys", "spacetimedb"],
      ["grafana", "grafana"],
    ]);
    await expect.poll(() => verdict(before, identity, token), { timeout: 20_000 }).toBe(204);

    await renew(name, "jwtPrivateKey");
    await renew(name, "grafanaPassword");
    // The folder of the volume has another name by now than the one in the backup.
    await save(name, { ...before.settings, dataDir: "/stdb/moved" });
    const later = await deployed(name, running);
    const laterToken = await revealed(name, "ownerToken");
    await publish(later, "later", laterToken);
    expect(await verdict(later, identity, token)).toBe(401);

    await restore(name, backup);
    const after = await show(name);
    expect(after.probeResults.filter(({ state }) => state !== "passed")).toEqual([]);
    expect(after.settings.dataDir).toBe("/stdb/moved");
    expect(cardText(after, "Owner identity")).toBe(identity);
    expect(await revealed(name, "ownerToken")).toBe(token);
    expect(await verdict(after, identity, token)).toBe(204);
    expect(await verdict(after, identity, laterToken)).toBe(401);
    expect(await ownerOf(after, "chat", token)).toBe(identity);
    expect(await ownerOf(after, "later", token)).toBeNull();
    const look = ["sh", "-c", "stat -c '%n %u:%g' /stdb/moved /etc/spacetimedb; ls -A /stdb/moved/cache"];
    const { stdout } = await at.engine.exec(containerOf(after, "server"), look, {}, CALL_TIMEOUT_MS);
    expect(stdout).toBe("/stdb/moved 1000:1000\n/etc/spacetimedb 1000:1000\n");
    expect(at.faults).toEqual([]);
  });

  it.each([
    ["unknown-flag", "does not know the start parameter --page-pool-max-size", "Take it out"],
    ["half-a-pair", "finds only one half of its keys: the private one", "prepare writes both"],
    ["no-pair", "has a public key that does not belong to its private key", "Make anew"],
    ["foreign-folders", "may not use /", "hands the folders over"],
  ])("names why a server ended: %s", async (kind, reason, fix) => {
    const { name } = await create({}, undefined, kind);
    const { state, error } = await deploy(name);
    expect([state, error?.message, error?.fix]).toEqual([
      "failed",
      expect.stringContaining(reason),
      expect.stringContaining(fix),
    ]);
  });
});
