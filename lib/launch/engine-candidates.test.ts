import { expect, it } from "vitest";
import { engineCandidates } from "./engine-candidates.mjs";

const around = {
  ownSocket: undefined,
  dockerHost: undefined,
  dockerContext: undefined,
  configContext: undefined,
  contextHosts: new Map<string, string>(),
  home: "/home/ann",
  runtimeFolder: undefined,
};

function sockets(more: Partial<Parameters<typeof engineCandidates>[0]>) {
  const found = engineCandidates({ ...around, ...more });
  return "reason" in found ? found.reason : found.candidates.map(({ socket }) => socket);
}

it("looks at the usual, rootless and Desktop sockets", () => {
  expect(sockets({ runtimeFolder: "/run/user/1000" })).toEqual([
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/run/user/1000/docker.sock",
    "/home/ann/.docker/run/docker.sock",
    "/home/ann/.docker/desktop/docker.sock",
  ]);
});

it("takes DOCKER_HOST as the only place, and ours before it", () => {
  expect(sockets({ dockerHost: "unix:///srv/a.sock" })).toEqual(["/srv/a.sock"]);
  expect(sockets({ dockerHost: "unix:///srv/a.sock", ownSocket: "/srv/b.sock" })).toEqual(["/srv/b.sock"]);
});

it.each([
  "tcp://10.0.0.5:2375",
  "ssh://root@host",
  "unix://relative.sock",
  "/srv/a.sock",
  "npipe:////./pipe/x",
])("refuses DOCKER_HOST=%s and says why", (dockerHost) => {
  expect(sockets({ dockerHost })).toMatch(/^DOCKER_HOST is .* Unix socket only$/);
});

it("shows no password of a DOCKER_HOST", () => {
  expect(sockets({ dockerHost: "tcp://ann:geheim@host:2375" })).not.toContain("geheim");
});

it("takes the named context as the only place", () => {
  const contextHosts = new Map([["lab", "unix:///srv/lab.sock"]]);
  expect(sockets({ dockerContext: "lab", contextHosts })).toEqual(["/srv/lab.sock"]);
  expect(sockets({ dockerContext: "gone", contextHosts })).toMatch(/"gone", which does not exist/);
});

it("tries the context that the docker command is set to first, then the usual places", () => {
  const contextHosts = new Map([
    ["desktop-linux", "unix:///home/ann/.docker/desktop/docker.sock"],
    ["far", "ssh://host"],
  ]);
  expect(sockets({ configContext: "desktop-linux", contextHosts })).toEqual([
    "/home/ann/.docker/desktop/docker.sock",
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/home/ann/.docker/run/docker.sock",
  ]);
  expect(sockets({ configContext: "far", contextHosts })).toHaveLength(4);
  expect(sockets({ dockerContext: "default", configContext: "desktop-linux", contextHosts })).toEqual(
    sockets({}),
  );
});
