import { describe, expect, it } from "vitest";
import { decideEngine } from "./engine-decision.mjs";

const machine: Parameters<typeof decideEngine>[1] = {
  distribution: { id: "debian", codename: "bookworm", major: 12 },
  isRoot: true,
  hasSystemd: false,
  inContainer: false,
  dockerd: undefined,
};
type Tried = Parameters<typeof decideEngine>[0][number];

const answer = (version: string, socket = "/a.sock"): Tried => ({
  candidate: { source: "system engine", socket, binding: false },
  ping: { engine: { version, apiVersion: "1.41", architecture: "amd64" } },
});
type Silence = "absent" | "refused" | "denied" | "hung" | "strange";
const silent = (silence: Silence, socket = "/b.sock", binding = false): Tried => ({
  candidate: { source: "DOCKER_HOST", socket, binding },
  ping: { silence },
});

describe("an engine that answers", () => {
  it("is used, the first that is new enough", () => {
    const step = decideEngine(
      [silent("denied"), answer("19.03.15"), answer("20.10.24+dfsg1", "/c.sock"), answer("29.1.0")],
      machine,
    );
    expect(step).toMatchObject({ do: "use", candidate: { socket: "/c.sock" } });
  });

  it("is named with its version when it is too old, and none is installed beside it", () => {
    expect(decideEngine([answer("19.03.15")], machine)).toMatchObject({
      do: "go-without",
      reason: expect.stringContaining("19.03.15"),
    });
  });
});

describe("no engine that answers", () => {
  it("is installed by root, and started where it is installed", () => {
    const none = [silent("absent"), silent("refused")];
    expect(decideEngine(none, machine)).toEqual({ do: "install", packages: ["docker.io", "iptables"] });
    expect(decideEngine(none, { ...machine, dockerd: "/usr/sbin/dockerd" })).toEqual({ do: "start" });
  });

  it("is told to others, with the command to type", () => {
    const person = { ...machine, isRoot: false };
    expect(decideEngine([], person)).toMatchObject({
      fix: expect.stringContaining("sudo apt-get install docker.io"),
    });
    const installed = { ...person, dockerd: "/usr/sbin/dockerd", hasSystemd: true };
    expect(decideEngine([], installed)).toMatchObject({ fix: "Type: sudo systemctl start docker" });
  });

  it("is not installed where the packages are not known", () => {
    const fedora = { ...machine, distribution: { id: "other" as const, name: "Fedora Linux 42" } };
    expect(decideEngine([], fedora)).toMatchObject({
      do: "go-without",
      reason: expect.stringContaining("Fedora Linux 42"),
    });
  });

  it.each([
    ["denied", "usermod -aG docker"],
    ["hung", "journalctl"],
    ["strange", "DOCKER_HOST"],
  ] as const)("is never replaced by another one when the one that is there is %s", (silence, fix) => {
    const step = decideEngine([silent("absent"), silent(silence)], {
      ...machine,
      dockerd: "/usr/sbin/dockerd",
    });
    expect(step).toMatchObject({ do: "go-without", fix: expect.stringContaining(fix) });
  });

  it("is never replaced when the person named its place", () => {
    const step = decideEngine([silent("absent", "/srv/a.sock", true)], machine);
    expect(step).toMatchObject({
      do: "go-without",
      reason: "DOCKER_HOST names /srv/a.sock, where no engine answers",
    });
  });
});
