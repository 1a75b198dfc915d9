import { describe, expect, it } from "vitest";
import { planChanges } from "@/lib/planning/plan-changes";
import { planFingerprint } from "@/lib/planning/plan-fingerprint";
import { planRemoval } from "@/lib/planning/plan-removal";
import type { Desired, Observed, ObservedContainer, Operation } from "@/lib/planning/stack-facts";
import { refusalOfStopped } from "@/lib/planning/stopped-services";
import type { ComposeProject, ComposeService } from "@/lib/stacks/compose-project";
import { resolvedEnv } from "@/lib/stacks/env-value";

const service = (image: string, rest: Partial<ComposeService> = {}): ComposeService => ({
  image,
  restart: "unless-stopped",
  logging: { maxSizeMib: 10, maxFiles: 3 },
  ...rest,
});

const project: ComposeProject = {
  name: "cms",
  services: {
    app: service("app:1", {
      dependsOn: { db: "service_healthy", seed: "service_completed_successfully" },
      environment: { CACHE_TTL: { env: "CACHE_TTL" }, MODE: "fast" },
      configs: [{ source: "rules", target: "/rules" }],
    }),
    seed: service("app:1", { restart: "no", dependsOn: { db: "service_healthy" } }),
    db: service("db:1"),
  },
  volumes: ["data", "uploads"],
  configs: { rules: { content: "a" } },
  env: { CACHE_TTL: "30s" },
  secretEnv: [],
};

const wants = (of: ComposeProject): Desired => ({
  project: of,
  routes: [],
  configHashes: Object.fromEntries(
    Object.entries(of.services).map(([name, { environment, configs, ...rest }]) => [
      name,
      JSON.stringify([
        rest,
        Object.entries(environment ?? {}).map(([key, value]) => [key, resolvedEnv(value, of.env)]),
        configs?.map(({ source }) => of.configs[source]?.content),
      ]),
    ]),
  ),
  probes: 5,
});

const nothing: Observed = { containers: [], volumes: [], networks: [], images: {} };

function deployed(of: ComposeProject): Observed {
  const desired = wants(of);
  const container = (name: string, state: ObservedContainer["state"]): ObservedContainer => ({
    id: `id-${name}`,
    service: name,
    image: of.services[name]?.image ?? "",
    imageId: `sha-${of.services[name]?.image}`,
    state,
    configHash: desired.configHashes[name] ?? null,
  });
  return {
    containers: Object.keys(of.services).map((name) =>
      container(name, name === "seed" ? "exited" : "running"),
    ),
    volumes: of.volumes.map((key) => ({ name: `cms_${key}`, sizeBytes: 4_096 })),
    networks: [{ name: "cms_default" }],
    images: { "app:1": { id: "sha-app:1" }, "db:1": { id: "sha-db:1" } },
  };
}

const text = (operations: readonly Operation[]) =>
  operations.map(
    ({ verb, target, cause, destructive, sizeBytes }) =>
      `${verb} ${target.type} ${target.name}: ${cause}${sizeBytes === null ? "" : ` [${sizeBytes} B]`}${destructive ? " DESTRUCTIVE" : ""}`,
  );

/** Compose starts a one-shot that others wait for at each `up`. */
const SEED = "start service seed: runs once at each deploy";
const PROBES = "probe stack cms: 5 probes";

function planned(
  after: ComposeProject,
  observed = deployed(project),
  removeVolumes: string[] = [],
): string[] {
  return text(planChanges({ desired: wants(after), observed, deployed: project, removeVolumes }));
}

describe("a plan", () => {
  it("of a first deploy", () => {
    expect(text(planChanges({ desired: wants(project), observed: nothing, deployed: null }))).toEqual([
      "pull image db:1: image is not on this engine",
      "pull image app:1: image is not on this engine",
      "create network cms_default: no network yet",
      "create volume cms_data: no volume yet",
      "create volume cms_uploads: no volume yet",
      "create service db: no container yet",
      "create service seed: no container yet",
      "create service app: no container yet",
      PROBES,
    ]);
  });

  it("of an unchanged stack is empty but for its one-shot, and quite empty without one", () => {
    expect(planned(project)).toEqual([SEED, PROBES]);
    const { db } = project.services;
    if (db === undefined) expect.unreachable();
    const without = { ...project, services: { db } };
    expect(planChanges({ desired: wants(without), observed: deployed(without), deployed: without })).toEqual(
      [],
    );
  });

  it("of a changed variable recreates the one service that reads it", () => {
    expect(planned({ ...project, env: { CACHE_TTL: "5m" } })).toEqual([
      SEED,
      "recreate service app: environment changed: CACHE_TTL",
      PROBES,
    ]);
  });

  it("of what is kept with the data changes that after the pull, before any container, once a service", () => {
    const { db, ...others } = project.services;
    if (db === undefined) expect.unreachable();
    const after = { ...project, services: { ...others, db: { ...db, image: "db:2" } } };
    const dataChanges = ["password of the role a", "password of the role b"].map((title) => ({
      service: "db",
      title,
    }));
    const observed = { ...deployed(project), networks: [] };
    const plan = planChanges({ desired: wants(after), observed, deployed: project, dataChanges });
    expect(text(plan).slice(0, 4)).toEqual([
      "pull image db:2: image is not on this engine",
      "change service db: new in its data: password of the role a, password of the role b",
      "create network cms_default: no network yet",
      "recreate service db: image changed: db:1 to db:2",
    ]);
  });

  it("that changes data is refused while a service that it is in does not run", () => {
    const changes = [{ service: "db", title: "password of the role a" }];
    const observed = deployed(project);
    expect(refusalOfStopped(changes, observed)).toBeNull();
    expect(refusalOfStopped([], nothing)).toBeNull();
    const containers = observed.containers.filter(({ service }) => service !== "db");
    const refusal = {
      message: "db does not run, and the password of the role a can only be changed while it does",
      fix: expect.stringContaining("Start the stack first"),
      field: null,
    };
    expect(refusalOfStopped(changes, { containers })).toEqual(refusal);
    const stopped = observed.containers.map((one) => ({ ...one, state: "exited" as const }));
    expect(refusalOfStopped(changes, { containers: stopped })).toEqual(refusal);
  });

  it("of a new version pulls it first", () => {
    const { db, seed, app } = project.services;
    if (db === undefined || seed === undefined || app === undefined) expect.unreachable();
    const after = {
      ...project,
      services: { app: { ...app, image: "app:2" }, seed: { ...seed, image: "app:2" }, db },
    };
    expect(planned(after)).toEqual([
      "pull image app:2: image is not on this engine",
      "recreate service seed: image changed: app:1 to app:2",
      "recreate service app: image changed: app:1 to app:2",
      PROBES,
    ]);
  });

  it("of a changed file, limit and port says all of it", () => {
    const { app, ...others } = project.services;
    if (app === undefined) expect.unreachable();
    const ports = [{ hostIp: "127.0.0.1", hostPort: 1, containerPort: 2, protocol: "tcp" as const }];
    const after = {
      ...project,
      services: { app: { ...app, ports, memoryLimitBytes: 1 }, ...others },
      configs: { rules: { content: "b" } },
    };
    expect(planned(after)).toEqual([
      SEED,
      "recreate service app: published ports changed; memory limit changed; configuration files changed: /rules",
      PROBES,
    ]);
  });

  it("of another database keeps the volume that is left behind, and removes it last when that is asked for", () => {
    const { app } = project.services;
    if (app === undefined) expect.unreachable();
    const { dependsOn: _, ...alone } = app;
    const after = { ...project, services: { app: alone }, volumes: ["uploads"] };
    expect(planned(after)).toEqual([
      "recreate service app: dependencies changed",
      "remove service seed: no longer part of the stack",
      "remove service db: no longer part of the stack",
      PROBES,
      "keep volume cms_data: no longer used; its data stays until you remove it [4096 B]",
    ]);
    expect(planned(after, deployed(project), ["cms_data", "cms_uploads"]).at(-1)).toBe(
      "remove volume cms_data: no longer used; its data is lost [4096 B] DESTRUCTIVE",
    );
  });

  it("of a stack that was stopped or damaged outside", () => {
    const observed = deployed(project);
    const containers = observed.containers.flatMap((container): ObservedContainer[] => {
      if (container.service === "db") return [{ ...container, state: "exited" }];
      if (container.service === "app") return [{ ...container, configHash: "other" }];
      return [];
    });
    expect(planned(project, { ...observed, containers, networks: [] })).toEqual([
      "create network cms_default: no network yet",
      "start service db: stopped",
      "create service seed: no container yet",
      "recreate service app: its container is not as this revision defines it",
      PROBES,
    ]);
  });

  it("of a tag that names another image by now", () => {
    const observed = deployed(project);
    const images = { ...observed.images, "db:1": { id: "sha-newer" } };
    expect(planned(project, { ...observed, images })).toEqual([
      "recreate service db: db:1 is another image by now",
      SEED,
      PROBES,
    ]);
  });

  it("of a removal keeps the volumes that were not named", () => {
    expect(text(planRemoval("cms", deployed(project), ["cms_data"]))).toEqual([
      "remove service app: cms is removed",
      "remove service seed: cms is removed",
      "remove service db: cms is removed",
      "remove network cms_default: cms is removed",
      "keep volume cms_uploads: its data stays on the engine [4096 B]",
      "remove volume cms_data: its data is lost [4096 B] DESTRUCTIVE",
    ]);
  });
});

describe("a plan's fingerprint", () => {
  const observed = deployed(project);
  const plan = planChanges({ desired: wants(project), observed, deployed: project });
  const print = planFingerprint(plan, observed);

  it("stays the same for the same facts in another order, and while data grows", () => {
    const again = {
      containers: [...observed.containers].reverse(),
      networks: observed.networks,
      volumes: observed.volumes.map((volume) => ({ ...volume, sizeBytes: 9 })).reverse(),
    };
    expect(planFingerprint(plan, again)).toBe(print);
    expect(print).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<Observed>]>([
    ["a container was replaced", { containers: observed.containers.map((one) => ({ ...one, id: "new" })) }],
    [
      "a container has stopped",
      { containers: observed.containers.map((one) => ({ ...one, state: "exited" })) },
    ],
    ["a volume is gone", { volumes: [] }],
    ["a network is gone", { networks: [] }],
  ])("changes when %s", (_title, change) => {
    expect(planFingerprint(plan, { ...observed, ...change })).not.toBe(print);
  });

  it("changes with the operations", () => {
    expect(planFingerprint(plan.slice(1), observed)).not.toBe(print);
  });
});
