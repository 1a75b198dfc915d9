import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { childEnvironments } from "./child-environment.mjs";
import { composeCandidates, parseComposeVersion } from "./compose-find.mjs";
import { fileSystemOf } from "./data-folder.mjs";
import { daemonAttempts, explainDaemonLog } from "./engine-daemon.mjs";
import { openLogFile } from "./log-file.mjs";
import { parseRecord } from "./running-panel.mjs";
import { readSettings } from "./settings.mjs";
import { formatSummary } from "./summary.mjs";
import { formatDuration } from "./terminal.mjs";
import { readFingerprint, readSetupLink } from "./worker-socket.mjs";

describe("settings", () => {
  it("have defaults on loopback", () => {
    expect(readSettings({}, "/srv/slipway")).toEqual({
      bind: "127.0.0.1",
      port: 9400,
      url: "http://127.0.0.1:9400",
      tls: "off",
      given: undefined,
      data: "/srv/slipway/data",
      engineOff: false,
    });
  });

  it("make an address that a browser can open", () => {
    const all = { SLIPWAY_BIND: "0.0.0.0", SLIPWAY_PORT: "443" };
    const interfaces = { eth0: [{ address: "203.0.113.5", internal: false }] };
    expect(readSettings(all, "/", interfaces).url).toBe("https://203.0.113.5");
    expect(readSettings(all, "/", {}).url).toBe("https://localhost");
    expect(readSettings({ SLIPWAY_BIND: "::1" }, "/").url).toBe("http://[::1]:9400");
    expect(readSettings({ SLIPWAY_URL: "https://panel.example" }, "/").url).toBe("https://panel.example");
  });

  it("are all complained about at once", () => {
    const wrong = { SLIPWAY_BIND: "all", SLIPWAY_PORT: "0", SLIPWAY_ENGINE: "no", SLIPWAY_URL: "ftp://x" };
    const complain = () => readSettings(wrong, "/");
    for (const name of Object.keys(wrong)) expect(complain).toThrow(name);
  });
});

describe("the children's environments", () => {
  const settings = readSettings({ SLIPWAY_DATA: "/srv/data", SLIPWAY_URL: "https://panel.example" }, "/");
  const env = {
    PATH: "/bin",
    SLIPWAY_REGISTRY: "user:geheim@registry",
  };
  const found = { socket: "/a.sock", composePath: "/c" };
  const { worker, web } = childEnvironments(env, settings, found, undefined);

  it("give the worker all that was found", () => {
    expect(worker).toMatchObject({ ...env, SLIPWAY_ENGINE_SOCKET: "/a.sock", SLIPWAY_COMPOSE_PATH: "/c" });
  });

  it("name the certificate's files to web alone", () => {
    const open = readSettings({ SLIPWAY_BIND: "192.0.2.10" }, "/");
    const files = { certificate: "/c.pem", key: "/k.pem" };
    const both = childEnvironments({}, open, found, files);
    expect(both.web).toMatchObject({
      ...{ SLIPWAY_TLS: "on", SLIPWAY_TLS_CERT: "/c.pem", SLIPWAY_TLS_KEY: "/k.pem" },
      SLIPWAY_URL: "https://192.0.2.10:9400",
    });
    expect(both.worker).toMatchObject({ SLIPWAY_TLS: "on", SLIPWAY_URL: "https://192.0.2.10:9400" });
    expect(both.worker.SLIPWAY_TLS_KEY).toBeUndefined();
  });

  it("give web its address and nothing of the engine or of a registry", () => {
    expect(web).toMatchObject({
      PATH: "/bin",
      SLIPWAY_URL: "https://panel.example",
      SLIPWAY_DATA: "/srv/data",
      SLIPWAY_PORT: "9400",
    });
    expect(Object.keys(web).filter((name) => /REGISTRY|ENGINE|COMPOSE/.test(name))).toEqual([]);
  });
});

describe("Compose", () => {
  it.each([
    ["2.26.1-4\n", "2.26.1-4"],
    ["v2.29.0", "2.29.0"],
    ["1.29.2", "1.29.2"],
    ["docker-compose version 1.29.2", undefined],
    ["", undefined],
  ])("says its version as %j", (text, version) => {
    expect(parseComposeVersion(text)).toBe(version);
  });

  it("is looked for in the docker command's order, or only where it was named", () => {
    const around = {
      ownPath: undefined,
      dockerFolder: "/home/ann/.docker",
      path: "/usr/bin:relative:/usr/bin",
      ownFolder: "/own",
    };
    const paths = composeCandidates(around);
    expect(paths[0]).toBe("/home/ann/.docker/cli-plugins/docker-compose");
    expect(paths.slice(-2)).toEqual(["/usr/bin/docker-compose", "/own/docker-compose"]);
    expect(composeCandidates({ ...around, ownPath: "/x" })).toEqual(["/x"]);
  });
});

describe("a daemon of ours", () => {
  it("tries overlay2, then vfs, on a new store only", () => {
    expect(daemonAttempts({ storeIsUsed: false, driverIsSet: false })).toEqual([
      ["--storage-driver=overlay2"],
      ["--storage-driver=vfs"],
    ]);
    expect(daemonAttempts({ storeIsUsed: true, driverIsSet: false })).toEqual([[]]);
    expect(daemonAttempts({ storeIsUsed: false, driverIsSet: true })).toEqual([[]]);
  });

  it("that a container forbids is told as that", () => {
    const log =
      'level=warning msg="x"\nfailed to start daemon: Error initializing network controller: iptables: Permission denied (you must be root)';
    const forbidden = explainDaemonLog(log, { inContainer: true, hasEnded: true });
    expect(forbidden).toEqual({ reason: expect.stringMatching(/not allowed to run/), isForbidden: true });
    const failed = explainDaemonLog(log, { inContainer: false, hasEnded: true });
    expect(failed).toEqual({ reason: expect.stringMatching(/you must be root/), isForbidden: false });
  });

  it.each([
    [
      'time="x" level=error msg="no space left on \\"disk\\""\n',
      true,
      'the daemon said: no space left on "disk"',
    ],
    [
      "unable to configure the Docker daemon with file x: foo\n",
      true,
      "the daemon said: unable to configure the Docker daemon with file x: foo",
    ],
    ["", true, "the daemon said: nothing"],
    ['level=error msg="x"', false, "the daemon did not answer in time"],
  ])("whose log is %j (ended: %s) is told", (log, hasEnded, reason) => {
    expect(explainDaemonLog(log, { inContainer: true, hasEnded })).toEqual({ reason, isForbidden: false });
  });
});

it("finds the file system of a path by the longest mount above it", () => {
  const mounts = [
    "22 1 0:20 / / rw - overlay overlay rw",
    "30 22 8:1 / /srv rw - ext4 /dev/sda1 rw",
    "31 30 0:50 / /srv/with\\040blank rw - tmpfs tmpfs rw",
  ].join("\n");
  expect(fileSystemOf("/app/data", mounts)).toBe("overlay");
  expect(fileSystemOf("/srv", mounts)).toBe("ext4");
  expect(fileSystemOf("/srvother", mounts)).toBe("overlay");
  expect(fileSystemOf("/srv/with blank/data", mounts)).toBe("tmpfs");
  expect(fileSystemOf("/app", "")).toBeUndefined();
});

it("keeps a log and one full one before it", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-log-"));
  const path = join(folder, "a.log");
  const log = openLogFile(path, 10);
  for (const text of ["aaaa", "bbbb", "cccc", "dddd", "eeee"]) log.write(Buffer.from(text));
  log.close();
  expect(readFileSync(path, "utf8")).toBe("eeee");
  expect(readFileSync(`${path}.1`, "utf8")).toBe("ccccdddd");
  rmSync(folder, { recursive: true });
});

it("drops what a full disk does not take, and says so when there is room again", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-log-"));
  const path = join(folder, "logs", "a.log");
  const log = openLogFile(path);
  for (const text of ["one", "two"]) log.write(Buffer.from(text));
  mkdirSync(join(folder, "logs"));
  log.write(Buffer.from("three"));
  log.close();
  expect(readFileSync(path, "utf8")).toBe("2 pieces of this log could not be written\nthree");
  const full = openLogFile("/dev/full");
  full.write(Buffer.from("nowhere to go"));
  full.close();
  rmSync(folder, { recursive: true });
});

it("reads the record of a running panel, and nothing else", () => {
  expect(parseRecord('{"launcher":"5:9","children":["6:10",7],"url":"http://x"}')).toEqual({
    launcher: "5:9",
    children: ["6:10"],
    url: "http://x",
  });
  for (const text of ["", "null", "{}", '{"launcher":5,"url":"x"}'])
    expect(parseRecord(text)).toBeUndefined();
});

describe("the set-up link", () => {
  const link = { url: "http://x/setup/t", expiresAt: "2026-01-01T00:15:00Z" };

  it("is there, not needed, or missing with the worker's own reason", () => {
    expect(readSetupLink({ status: 201, body: link })).toEqual({ link: link.url, expiresAt: link.expiresAt });
    expect(readSetupLink({ status: 409, body: { code: "setup-done" } })).toEqual({ done: true });
    expect(readSetupLink({ status: 403, body: { message: "Labelled containers exist" } })).toEqual({
      problem: "Labelled containers exist",
    });
    expect(readSetupLink({ status: 200, body: undefined })).toEqual({ problem: "the worker answered 200" });
    expect(readSetupLink(undefined)).toEqual({ problem: "the worker did not answer" });
  });

  it("stands in the summary with the minutes that are left", () => {
    const facts = {
      url: "http://x",
      data: "/d",
      engine: "none: no\nType: yes",
      compose: "2.26.1",
      setup: { link: link.url, expiresAt: link.expiresAt },
    };
    const text = formatSummary(facts, (_, plain) => plain, new Date("2026-01-01T00:00:10Z"));
    expect(text).toContain(
      "  Address  http://x\n  Engine   none: no\n           Type: yes\n  Compose  2.26.1\n  Data     /d\n",
    );
    expect(text).toContain("within 15 minutes");
    expect(text).toContain("    http://x/setup/t\n");
    const certificate = "AA:01:BB:02:CC:03:DD:04";
    expect(formatSummary({ ...facts, certificate }, (_, plain) => plain, new Date())).toMatch(
      /Certificate {2}.*SHA-256.*\n +AA:01:BB:02\n +CC:03:DD:04\n/,
    );
    expect(formatSummary({ ...facts, setup: { done: true } }, (_, plain) => plain, new Date())).not.toContain(
      "link",
    );
  });

  it("stands beside a fingerprint where browsers will ask for one", () => {
    const answer = (certificate: unknown) => readFingerprint({ status: 200, body: { certificate } });
    expect(answer({ fingerprint: "AA:01", selfSigned: true })).toBe("AA:01");
    expect(answer({ fingerprint: "AA:01", selfSigned: false })).toBeUndefined();
    expect(answer(null)).toBeUndefined();
    expect(readFingerprint(undefined)).toBeUndefined();
  });
});

it.each([
  [400, "0.4 s"],
  [12_300, "12 s"],
  [125_000, "2 min 5 s"],
])("says %d ms as %s", (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
