import { describe, expect, it } from "vitest";
import { hostFolders } from "@/lib/stacks/host-folder";
import { exampleCases, rendered, renderedExample } from "@/lib/stacks/test-support/rendered-examples";

/** The only sockets of the host that a kind may mount; each is shown in the interface. */
const ALLOWED_SOCKETS: readonly string[] = ["/var/run/docker.sock", "/run/user/1000/docker.sock"];

const everyService = new Set(
  exampleCases.flatMap(({ kind, example }) => Object.keys(rendered(kind, example).project.services)),
);

describe.each(exampleCases)("kind $kind.id, $title", ({ kind, example }) => {
  const { stack, project, services, secrets, settings, input } = renderedExample({ kind, example });

  it("pins every image", () => {
    for (const [name, { image }] of services) expect(image, name).toMatch(/^[a-z0-9./-]+:v?\d+[.-][\w.-]+$/);
  });

  it("names services and volumes so that no two stacks collide", () => {
    for (const key of [...Object.keys(project.services), ...project.volumes])
      expect(key).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    // Containers: stack `a-b` + service `c` would meet stack `a` + service `b-c`. Volumes are joined by an underscore.
    for (const [key] of services) {
      const tails = key.split("-").map((_, index, parts) => parts.slice(index).join("-"));
      expect(tails.slice(1).filter((tail) => everyService.has(tail))).toEqual([]);
    }
    expect(stack.composeYaml).not.toMatch(/^\s*(container_name|external):/m);
  });

  it("keeps data in named volumes, all declared and used", () => {
    const mounts = services.flatMap(([, service]) => service.volumes ?? []);
    const named = mounts.filter((mount) => mount.type === "volume").map((mount) => mount.source);
    expect([...new Set(named)].sort()).toEqual([...project.volumes].sort());
  });

  it("mounts of the host only sockets that are known, and folders that the person chose", () => {
    const chosen = Object.values(hostFolders(kind.settings, settings));
    for (const [, { volumes = [] }] of services) {
      for (const mount of volumes) {
        if (mount.type === "bind") expect([...ALLOWED_SOCKETS, ...chosen]).toContain(mount.source);
      }
    }
  });

  it("mounts no inline file inside a volume, and only files that exist", () => {
    for (const [, service] of services) {
      for (const config of service.configs ?? []) {
        expect(Object.keys(project.configs)).toContain(config.source);
        for (const mount of service.volumes ?? [])
          expect(config.target.startsWith(`${mount.target}/`)).toBe(false);
      }
    }
  });

  it("depends only on services that exist, and waits for health only where it is checked", () => {
    for (const [, service] of services) {
      for (const [needed, condition] of Object.entries(service.dependsOn ?? {})) {
        const target = project.services[needed];
        expect(target).toBeDefined();
        if (condition === "service_healthy") expect(target?.healthcheck).toBeDefined();
        if (condition === "service_completed_successfully") expect(target?.restart).toBe("no");
      }
    }
  });

  it("limits logs and checks the health of every lasting service", () => {
    for (const [name, service] of services) {
      expect(service.logging.maxSizeMib * service.logging.maxFiles, name).toBeLessThanOrEqual(100);
      if (service.restart !== "no") expect(service.healthcheck, name).toBeDefined();
    }
  });

  it("publishes ports on loopback unless asked otherwise", () => {
    const published = services.flatMap(([, { ports = [] }]) => ports.map(({ hostIp }) => hostIp));
    const open = published.filter((hostIp) => hostIp !== "127.0.0.1");
    for (const hostIp of open) expect(["0.0.0.0", "::"]).toContain(hostIp);
    expect(open.length > 0).toBe(example.access.mode === "address");
  });

  it("shows no secret outside .env", () => {
    const shown = [
      stack.composeYaml,
      stack.maskedEnvFile,
      JSON.stringify(kind.endpoints(input)),
      JSON.stringify(kind.connections(input)),
      JSON.stringify(kind.needs(settings)),
    ].join("\n");
    for (const [name, value] of Object.entries(secrets)) expect(shown.includes(value), name).toBe(false);
    for (const name of project.secretEnv) expect(Object.keys(project.env)).toContain(name);
  });
});
