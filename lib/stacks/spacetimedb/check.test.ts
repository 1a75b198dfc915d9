import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { spacetimedbToken } from "@/lib/keys/spacetimedb-token";
import type { SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { exampleInput, exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";
import { settingsIssues } from "@/lib/stacks/validated-settings";

const NOW = new Date("2026-11-22T12:00:00Z");

function issues(input: Settings, secrets: SecretValues = {}) {
  return settingsIssues(spacetimedb, input, { ...exampleSecrets, ...secrets }).issues;
}
const said = (input: Settings, secrets: SecretValues = {}) =>
  issues(input, secrets).map(({ field, message }) => `${field}: ${message}`);

/** What a person would get who gives these and leaves the others to the panel. */
const withGiven = (given: SecretValues) =>
  said({}, { ...secretsForKind(spacetimedb, seededRandom("x"), NOW, given) });

describe("start parameters", () => {
  it.each([
    ["listenAddress", "3000", "must be an IPv4 address and a port"],
    ["listenAddress", "[::]:3000", "must be an IPv4 address and a port"],
    ["listenAddress", "0.0.0.0:80", "needs a port from 1024 to 65535"],
    ["listenAddress", "127.0.0.1:3000", "must listen on 0.0.0.0"],
    ["pagePoolMaxSize", "much", "must be a size"],
    ["pagePoolMaxSize", "1KiB", "must be at least 64KiB"],
    ["pagePoolMaxSize", "100KiB", "must be a multiple of 64KiB"],
    ["dataDir", "data", "must be a full path"],
    ["dataDir", "/stdb/../etc", "must be a full path"],
    ["dataDir", "/usr/local/bin", "would hide files of the image"],
    ["dataDir", "/etc/spacetimedb/data", "Keys and data must be in folders apart"],
    ["privateKeyPath", "/id_ecdsa", "would hide files of the image"],
    ["publicKeyPath", "/keys/id_ecdsa.pub", "Both keys must be in one folder"],
    ["publicKeyPath", "/etc/spacetimedb/id_ecdsa", "cannot be one file"],
    ["startParameters", "--page-pool-max-size=1GiB", "it is spelt --page_pool_max_size"],
    ["startParameters", "--replicas 3", "SpacetimeDB has no such start parameter"],
    ["startParameters", "--data-dir=/x", "use the setting “Data folder”"],
    ["startParameters", "-l 0.0.0.0:1", "use the setting “Listen address inside the container”"],
    ["startParameters", "--non-interactive", "Slipway always sets it"],
    ["startParameters", "--edition=cloud", "the image holds no other server"],
    ["startParameters", "--edition", "needs a value"],
    ["startParameters", "--edition=standalone\n--edition standalone", "is there twice"],
    ["startParameters", "edition", "each line begins with --"],
    ["serverTag", "v2.8", "must be a whole version with its v"],
    ["serverTag", "latest", "must be a whole version with its v"],
    ["logDirectives", "spacetimedb=loud", "is not of the form part=level"],
    ["databaseName", "My Game", "must hold lower-case letters"],
  ])("%s “%s” is refused: %s", (field, value, words) => {
    expect(said({ [field]: value })).toEqual([expect.stringContaining(words)]);
    expect(issues({ [field]: value })[0]?.field).toMatch(/^(\w+)$/);
  });

  it("are refused for a version whose source is not known to take them", () => {
    const startParameters = "--edition=standalone";
    expect(said({ startParameters })).toEqual([]);
    expect(said({ startParameters, serverTag: "v2.10.1" })).toEqual([]);
    expect(said({ startParameters, version: "v2.0.1" })).toEqual([
      "startParameters: --edition is not known to be taken by 2.0.1: it was read in the source of 2.8.3",
    ]);
    expect(said({ startParameters, serverTag: "v3.0.0" })).toHaveLength(1);
  });

  it("that write files need them where the server may write", () => {
    const flamegraph = { flamegraph: true, flamegraphPath: "/var/log/flamegraph.folded" };
    expect(said(flamegraph)).toEqual([expect.stringContaining("must be below /stdb/data")]);
    expect(said({ ...flamegraph, flamegraph: false })).toEqual([]);
  });

  it("of the PostgreSQL protocol are looked at where it is on", () => {
    expect(said({ pgWire: "on", pgPort: 3000 })).toEqual([
      expect.stringContaining("taken inside the container"),
    ]);
    expect(said({ pgPort: 3000 })).toEqual([]);
    expect(said({ pgPort: 65_535 })).toEqual([expect.stringContaining("from 1024 to 65534")]);
  });
});

describe("ports of the host", () => {
  it("are each given once, where they are in use", () => {
    expect(said({ port: 3001 })).toEqual([
      "directPort: Port past the guard 3001 is taken by “Port”: choose another one",
    ]);
    expect(said({ port: 3001, guard: false })).toEqual([]);
    expect(said({ pgHostPort: 3000 })).toEqual([]);
    expect(said({ pgHostPort: 3000, flavour: "release-test" })).toHaveLength(1);
    expect(said({ monitoring: true, grafanaPort: 9090 })).toHaveLength(1);
  });
});

describe("folders of the host", () => {
  it.each(["/", "/etc", "/var/run", "/srv", "data", "/srv/../etc", "/srv/a b", "/usr/share/x", ""])(
    "“%s” is refused",
    (dataFolder) => {
      expect(issues({ storage: "folders", dataFolder }).map(({ field }) => field)).toEqual(["dataFolder"]);
      expect(said({ dataFolder })).toEqual([]);
    },
  );

  it("are apart from each other", () => {
    const dataFolder = "/srv/game";
    expect(said({ storage: "folders", dataFolder, keyFolder: "/srv/game/keys" })).toHaveLength(1);
    expect(said({ storage: "folders", dataFolder, keyFolder: "/srv/game-keys" })).toEqual([]);
  });
});

describe("config.toml as text", () => {
  const config = (configText: string) => said({ configSource: "text", configText });

  it.each([
    ["[logs\nlevel = 1", "Line 1, column "],
    ["[logs]\nlevel = loud", "Line 2, column "],
    ['[logs]\nlevel = "loud"', 'logs.level must be "off", "error"'],
    ["[websocket]\nping-interval = 15", "websocket.ping-interval must be a duration in quotes"],
    ["[wasm]\nprocedure-instance-pool-size = 0", "must be a whole number above 0"],
    ["[commitlog]\npreallocate-segments = 1", "must be true or false"],
    ["[v8-heap-policy]\nheap-retire-fraction = 2.0", "must be above 0, and 1 at most"],
    ["websocket = 1", "must be a table"],
    ['[certificate-authority]\njwt-priv-key-path = "/a"', "is without effect"],
  ])("%j is refused: %s", (text, words) => {
    expect(config(text)).toEqual([expect.stringContaining(words)]);
  });

  it("is told about what nothing reads", () => {
    const configText = "[hot-backup]\nroot-dir = '/b'\n[logs]\ncolour = true\n";
    expect(config(configText)).toEqual([]);
    const { settings } = exampleInput({ configSource: "text", configText });
    expect(spacetimedb.warnings(settings, { mode: "private" }).map(({ message }) => message)).toEqual([
      "[hot-backup] is read by nothing in 2.8.3.",
      "logs.colour is read by nothing in 2.8.3.",
    ]);
  });
});

describe("keys", () => {
  const pem = (namedCurve: string, type: "sec1" | "pkcs8") =>
    generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type, format: "pem" }).toString();
  const other = spacetimedbKeys({}, seededRandom("other"), NOW);

  it.each([
    ["SEC1", pem("P-256", "sec1"), "is in the older form SEC1"],
    ["another curve", pem("P-384", "pkcs8"), "is on the curve secp384r1"],
    ["RSA", rsaKey(), "is of the type rsa"],
    [
      "OpenSSH",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nAA\n-----END OPENSSH PRIVATE KEY-----",
      "a key of OpenSSH",
    ],
    ["a broken file", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "cannot be read"],
    ["no key", "secret", "must be a file that begins with"],
  ])("a private key that is %s is refused by its reason", (_, jwtPrivateKey, words) => {
    const [only, ...more] = withGiven({ jwtPrivateKey });
    expect(only).toContain("secrets.jwtPrivateKey: Private key ");
    expect(only).toContain(words);
    expect(more).toEqual([]);
  });

  it("a private key alone brings its public half and a token with it", () => {
    expect(withGiven({ jwtPrivateKey: other.privateKeyPem })).toEqual([]);
    const made = secretsForKind(spacetimedb, seededRandom("x"), NOW, { jwtPrivateKey: other.privateKeyPem });
    expect(made.jwtPublicKey).toBe(other.publicKeyPem);
  });

  it("halves of two pairs are refused, and a token of another one", () => {
    expect(said({}, { jwtPublicKey: other.publicKeyPem })).toEqual([
      expect.stringContaining("secrets.jwtPublicKey: Public key does not belong to the private key"),
    ]);
    expect(said({}, { ownerToken: other.token })).toEqual([
      expect.stringContaining("secrets.ownerToken: Owner token is not signed with the private key"),
    ]);
    const expiresAt = new Date(NOW.getTime() + 1000);
    const key = createPrivateKey(exampleSecrets.jwtPrivateKey ?? "");
    const subject = exampleSecrets.ownerSubject ?? "";
    const ending = spacetimedbToken({ issuer: "localhost", subject, expiresAt }, key, NOW).token;
    expect(said({}, { ownerToken: ending })).toEqual([expect.stringContaining("Owner token ends (exp)")]);
    expect(said({}, { ownerSubject: "somebody" })).toEqual([expect.stringContaining("secrets.ownerToken: ")]);
    expect(said({}, { ownerSubject: "x".repeat(129) })).toEqual([expect.stringContaining("1 to 128 bytes")]);
    expect(said({}, { jwtPublicKey: "ecdsa-sha2-nistp256 AAAA" })).toEqual([
      expect.stringContaining("OpenSSH"),
    ]);
  });

  it("Grafana's password is needed with Grafana only", () => {
    expect(said({}, { grafanaPassword: "" })).toEqual([]);
    expect(said({ monitoring: true }, { grafanaPassword: "" })).toHaveLength(1);
  });
});

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

describe("what is probably not meant", () => {
  const warned = (settings: Settings, mode: "private" | "address" = "private") =>
    spacetimedb
      .warnings(
        { ...exampleInput().settings, ...settings },
        mode === "private" ? { mode } : { mode, host: "203.0.113.7" },
      )
      .map(({ field }) => field);

  it("is an open door without a guard", () => {
    expect(warned({ guard: false })).toEqual([]);
    expect(warned({}, "address")).toEqual([]);
    expect(warned({ guard: false }, "address")).toEqual(["guard"]);
  });

  it("is a version whose start parameters nobody read, memory only, and files that grow", () => {
    expect(warned({ version: "v2.0.1" })).toEqual(["version"]);
    expect(warned({ serverTag: "v2.5.0" })).toEqual(["serverTag"]);
    expect(warned({ inMemory: true, flamegraph: true, coreDumpMib: -1 })).toEqual([
      "inMemory",
      "flamegraph",
      "coreDumpMib",
    ]);
    expect(warned({ memoryLimitMib: 512, pagePoolMaxSize: "1GiB" })).toEqual(["pagePoolMaxSize"]);
  });
});
