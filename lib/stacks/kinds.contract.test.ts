import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { functionNameProblem } from "@/lib/functions/function-name";
import { inspectToken } from "@/lib/keys/inspect-token";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { ComposeService } from "@/lib/stacks/compose-project";
import { configName } from "@/lib/stacks/compose-yaml";
import { envNames, resolvedEnv } from "@/lib/stacks/env-value";
import { hostFolders } from "@/lib/stacks/host-folder";
import type { Kind, SecretValues } from "@/lib/stacks/kind";
import { type KindExample, kindExamples } from "@/lib/stacks/kind-examples";
import { isKindId, kindById, kinds } from "@/lib/stacks/registry";
import { type RenderedStack, renderStack, STACK_LABEL } from "@/lib/stacks/render-stack";
import { defaultSettings, readSettings } from "@/lib/stacks/settings-schema";
import { validatedSettings } from "@/lib/stacks/validated-settings";

const STACK_ID = "stack-0001";
const NOW = new Date("2026-11-20T12:00:00Z");

/** The only sockets of the host that a kind may mount; each is shown in the interface. */
const ALLOWED_SOCKETS: readonly string[] = ["/var/run/docker.sock", "/run/user/1000/docker.sock"];

const made = new Map<KindExample, SecretValues>();

/** Once for each example: a signature with a key pair is another one every time. */
function secretsOf(kind: Kind, example: KindExample): SecretValues {
  const secrets = made.get(example) ?? secretsForKind(kind, seededRandom(kind.id), NOW, example.secrets);
  made.set(example, secrets);
  return secrets;
}

function rendered(kind: Kind, example: KindExample, name = "shop"): RenderedStack {
  const secrets = secretsOf(kind, example);
  const settings = validatedSettings(kind, example.settings, secrets);
  return renderStack({ kind, stackId: STACK_ID, name, settings, secrets, access: example.access });
}

/** The variables as the container would get them: literals undoubled, references looked up. */
function readEnvironment(
  node: unknown,
  env: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const entries = Object.entries((node ?? {}) as Record<string, string>);
  // Compose fills this one in itself.
  const known: Readonly<Record<string, string>> = { ...env, COMPOSE_PROJECT_NAME: "shop" };
  return Object.fromEntries(
    entries.map(([name, text]) => {
      // A doubled dollar belongs to a constant; after it, a single one begins a reference.
      const parts = text.split(/(?<=(?:^|[^$])(?:\$\$)*)(\$\{\w+\})/);
      const values = parts.map((part, index) =>
        index % 2 === 0 ? undoubled(part) : known[part.slice(2, -1)],
      );
      return [name, values.join("")];
    }),
  );
}

/** A signature with a key pair is another one every time; and what looks like a key in use belongs in no repository. */
function withoutSignatures(text: string): string {
  return text
    .replace(/\b(eyJ[\w-]+\.eyJ[\w-]+)\.[\w-]+/g, "$1.signature")
    .replace(/\b(sb_secret_)[\w-]+/g, "$1random_checksum")
    .replace(/(BEGIN PRIVATE KEY-----)[^-]+/g, "$1 key ");
}

function undoubled(text: string): string {
  // A single dollar would be interpolated by Compose, and must not be there.
  expect(text.replaceAll("$$", "")).not.toContain("$");
  return text.replaceAll("$$", () => "$");
}

function expectedEnvironment(service: ComposeService, env: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([name, value]) => [name, resolvedEnv(value, env)]),
  );
}

describe("the registry", () => {
  it("knows each kind by its own id and refuses others", () => {
    for (const [id, kind] of Object.entries(kinds)) expect(kind.id).toBe(id);
    expect(isKindId("toString")).toBe(false);
    expect(() => kindById("toString")).toThrow(expect.objectContaining({ code: "kind-unknown" }));
  });
});

describe.each(Object.entries(kinds))("kind %s: its declaration", (id, declared) => {
  const kind: Kind = declared;
  const fields = Object.entries(kind.settings);
  const conditional = [...fields, ...Object.entries(kind.secrets)];

  it("has defaults that its own schema and check accept", () => {
    const secrets = secretsForKind(kind, seededRandom(id), NOW);
    expect(readSettings(kind, {}).issues).toEqual([]);
    expect(validatedSettings(kind, {}, secrets)).toEqual(defaultSettings(kind));
    expect(kind.warnings(defaultSettings(kind), { mode: "private" })).toEqual([]);
  });

  it("offers the versions that it lists, and a tested one first", () => {
    const { version } = kind.settings;
    if (version?.type !== "choice") throw new Error("a kind lets its version be chosen");
    expect(version.options.map(({ value }) => value)).toEqual(kind.versions.map((one) => one.id));
    expect(kind.versions.find((one) => one.id === version.default)?.tested).toBe(true);
  });

  it("puts every field and secret under a topic that exists, with a label", () => {
    for (const [, { topic, label }] of conditional) {
      expect(Object.keys(kind.topics)).toContain(topic);
      expect(label.trim()).not.toBe("");
    }
    const used = new Set(conditional.map(([, { topic }]) => topic));
    expect([...used].sort()).toEqual(Object.keys(kind.topics).sort());
  });

  it("hangs fields only on fields and values that exist", () => {
    for (const [key, { when }] of conditional) {
      if (when === undefined) continue;
      const field = kind.settings[when.field];
      const values =
        field?.type === "choice"
          ? field.options.map(({ value }) => value)
          : field?.type === "boolean"
            ? [true, false]
            : [];
      expect(values, key).toContain(when.is);
      expect(key).not.toBe(when.field);
    }
  });

  it("names each variable once", () => {
    const names = conditional.flatMap(([, { variable }]) => (variable === undefined ? [] : [variable]));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("says what happens when a secret changes", () => {
    for (const { consequence } of Object.values(kind.secrets)) expect(consequence).toMatch(/\.$/);
  });

  it("backs up volumes that it has, each mounted to be written by some service", () => {
    const { coldBackup } = kind;
    if (coldBackup === undefined) return;
    expect(coldBackup.note).toMatch(/\.$/);
    expect(Object.keys(coldBackup.leaveOut ?? {}).every((key) => coldBackup.volumes.includes(key))).toBe(
      true,
    );
    const mounts = Object.values(kindExamples[id as keyof typeof kindExamples]).flatMap((example) =>
      Object.values(rendered(kind, example).project.services).flatMap(({ volumes = [] }) => volumes),
    );
    const written = mounts.filter((mount) => mount.type === "volume" && mount.readOnly !== true);
    for (const key of coldBackup.volumes) expect(written.map(({ source }) => source)).toContain(key);
  });

  it("names files of secrets once each, without a folder, and those made by it alone", () => {
    const files = Object.values(kind.secrets).flatMap(({ file, recipe }) =>
      file === undefined ? [] : [{ file, type: recipe.type }],
    );
    expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
    for (const { file, type } of files)
      expect([file, type]).toEqual([expect.stringMatching(/^[\w.-]+$/), "made"]);
  });

  it("signs tokens that say whom they are for, and that its own key confirms", async () => {
    if (kind.tokens === undefined) return;
    const { issuer, mint, explanation } = kind.tokens;
    expect(explanation).toMatch(/\.$/);
    const wanted = { issuer, subject: "bob", expiresAt: new Date(NOW.getTime() + 60_000) };
    const { token, checkedBy } = mint(secretsForKind(kind, seededRandom(id), NOW), wanted, NOW);
    expect(await inspectToken(token, checkedBy, NOW)).toMatchObject({
      signature: { state: "valid" },
      time: { state: "valid" },
      payload: { iss: issuer, sub: "bob" },
    });
    const others = mint(secretsForKind(kind, seededRandom(`${id} elsewhere`), NOW), wanted, NOW);
    expect(await inspectToken(token, others.checkedBy, NOW)).toMatchObject({
      signature: { state: "invalid" },
    });
    const nobody = { ...wanted, subject: "" };
    expect(() => mint(secretsForKind(kind, seededRandom(id), NOW), nobody, NOW)).toThrow(
      expect.objectContaining({ code: "input-invalid" }),
    );
  });

  it("has probes with ids of their own", () => {
    const ids = kind.probes.map((probe) => probe.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const cases = Object.entries(kindExamples).flatMap(([id, examples]) =>
  Object.entries(examples).map(([title, example]) => ({ kind: kindById(id), title, example })),
);

const everyService = new Set(
  cases.flatMap(({ kind, example }) => Object.keys(rendered(kind, example).project.services)),
);

describe.each(Object.keys(kinds))("kind %s: its inline files", (id) => {
  it("equal their snapshot", () => {
    const files = new Map<string, string>();
    for (const { kind, example } of cases.filter((one) => one.kind.id === id)) {
      for (const [name, { content }] of Object.entries(rendered(kind, example).project.configs))
        files.set(configName(name, content), content);
    }
    const texts = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(texts.map(([name, content]) => `# ${name}\n${content}`).join("\n")).toMatchSnapshot();
  });
});

describe.each(cases)("kind $kind.id, $title", ({ kind, example }) => {
  const stack = rendered(kind, example);
  const { project } = stack;
  const services = Object.entries(project.services);
  const secrets = secretsOf(kind, example);
  const settings = validatedSettings(kind, example.settings, secrets);
  const input = { name: "shop", settings, secrets, access: example.access };
  const document = parse(stack.composeYaml);

  it("renders the same bytes again, whatever the order of what comes in", () => {
    const shuffled = Object.fromEntries(Object.entries(example.settings).reverse());
    const twin = { ...example, settings: shuffled };
    made.set(twin, secrets);
    const again = rendered(kind, twin);
    expect([again.composeYaml, again.envFile]).toEqual([stack.composeYaml, stack.envFile]);
  });

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

  it("has its functions in a volume of the service that runs them, at an address of the stack", () => {
    const { functions } = kind;
    const runner = functions && project.services[functions.service];
    if (functions === undefined || runner === undefined) return;
    const mount = { type: "volume", source: functions.volume, target: functions.folder };
    expect(runner.volumes).toContainEqual(mount);
    expect(functions.folder).toMatch(/^(\/[a-z0-9-]+)+$/);
    expect(kind.endpoints(input).map(({ id }) => id)).toContain(functions.endpoint);
    expect(functions.path).toMatch(/^(\/[a-z0-9-]+)+$/);
    for (const name of functions.protected) expect(functionNameProblem(name)).toBeUndefined();
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

  it("refers to every entry of .env, and to nothing else", () => {
    const used = services.flatMap(([, service]) =>
      Object.values(service.environment ?? {}).flatMap(envNames),
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(project.env).sort());
  });

  it("gives back the same model when the YAML is read", () => {
    expect(document.name).toBe("shop");
    expect(Object.keys(document.services)).toEqual(Object.keys(project.services));
    expect(Object.keys(document.volumes ?? {})).toEqual([...project.volumes]);
    for (const [name, service] of services) {
      const node = document.services[name];
      expect(readEnvironment(node.environment, project.env)).toEqual(
        expectedEnvironment(service, project.env),
      );
      expect(undoubled(node.image)).toBe(service.image);
      expect((node.command ?? []).map(undoubled)).toEqual(service.command ?? []);
      expect((node.healthcheck?.test ?? []).map(undoubled)).toEqual(service.healthcheck?.test ?? []);
      expect(Object.keys(node.depends_on ?? {})).toEqual(Object.keys(service.dependsOn ?? {}));
      expect(
        (node.volumes ?? []).map((mount: { source: string; target: string }) => [mount.source, mount.target]),
      ).toEqual((service.volumes ?? []).map((mount) => [mount.source, mount.target]));
      expect(node.ports ?? []).toEqual(
        (service.ports ?? []).map(({ hostIp, hostPort, containerPort, protocol }) => {
          return { target: containerPort, published: String(hostPort), host_ip: hostIp, protocol };
        }),
      );
    }
    for (const [name, { content }] of Object.entries(project.configs)) {
      expect(undoubled(document.configs[configName(name, content)].content)).toBe(content);
    }
  });

  it("labels containers, networks and volumes with the stack's id", () => {
    const owned = [
      document.networks.default,
      ...Object.values(document.services),
      ...Object.values(document.volumes ?? {}),
    ];
    for (const node of owned) expect(node).toHaveProperty(["labels", STACK_LABEL], STACK_ID);
    const keys = owned.flatMap((node) => Object.keys((node as { labels: object }).labels));
    expect(keys.filter((key) => /revision/i.test(key))).toEqual([]);
  });

  it("has endpoints that are published, one of them first", () => {
    const endpoints = kind.endpoints(input);
    expect(endpoints.filter(({ primary }) => primary === true)).toHaveLength(1);
    for (const { service, hostPort, url } of endpoints) {
      expect(project.services[service]?.ports?.map((port) => port.hostPort)).toContain(hostPort);
      expect(URL.canParse(url) && !url.endsWith("/")).toBe(true);
    }
  });

  it("routes endpoints that it has, under the names that were given", () => {
    const endpoints = kind.endpoints(input);
    for (const { endpoint } of kind.routable) expect(endpoints.map(({ id }) => id)).toContain(endpoint);
    expect(kind.routable.some(({ required }) => required)).toBe(true);
    if (example.access.mode !== "domain") return;
    for (const [id, name] of Object.entries(example.access.names)) {
      expect(endpoints.find((endpoint) => endpoint.id === id)?.url).toBe(`https://${name}`);
    }
  });

  it("changes no data between equals, and what it changes without a secret in a command, in services that it has", () => {
    expect(kind.dataChanges?.(input, input) ?? []).toEqual([]);
    for (const name of Object.keys(secrets)) {
      const after = { ...input, secrets: { ...secrets, [name]: `another-${secrets[name]}` } };
      for (const change of kind.dataChanges?.(input, after) ?? []) {
        expect(Object.keys(project.services)).toContain(change.service);
        expect(change.title.trim()).not.toBe("");
        for (const { command } of [change, change.undo]) {
          const shown = [change.title, ...command].join(" ");
          for (const value of Object.values(secrets)) expect(shown.includes(value), name).toBe(false);
        }
        // What sets it back is what would bring the revision before into place.
        const back = kind.dataChanges?.(after, input) ?? [];
        expect(back.map(({ command, environment }) => ({ command, environment }))).toContainEqual(
          change.undo,
        );
      }
    }
  });

  it("refuses no step between equals, and names a setting where it refuses one", () => {
    expect(kind.upgradeProblem?.(input, input)).toBeUndefined();
    for (const { id } of kind.versions) {
      const before = { ...input, settings: { ...settings, version: id } };
      const problem = kind.upgradeProblem?.(before, input);
      if (problem !== undefined) expect(Object.keys(kind.settings)).toContain(problem.field);
    }
  });

  it("has actions of services that it has, beside rows that it has, without a secret in a command", () => {
    const rows = kind.connections(input).rows.map(({ label }) => label);
    const actions = (kind.actions ?? []).filter((action) => action.applies(input.settings));
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    for (const { id, title, explanation, service, pauses, beside, command, done } of actions) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(explanation).toMatch(/^[A-Z].+\.$/);
      expect(Object.keys(project.services)).toEqual(expect.arrayContaining([service, ...pauses]));
      expect(pauses).not.toContain(service);
      if (beside !== undefined) expect(rows, id).toContain(beside);
      const shown = [title, explanation, ...command.command, ...(done?.command ?? [])].join(" ");
      for (const value of Object.values(secrets)) expect(shown.includes(value), id).toBe(false);
    }
  });

  it("says of its e-mail which settings and which secret it goes by", () => {
    const { mail } = kind;
    if (mail === undefined) return;
    expect(Object.keys(kind.topics)).toContain(mail.topic);
    for (const field of Object.values(mail.fields))
      expect(kind.settings[field]?.topic, field).toBe(mail.topic);
    expect(kind.secrets[mail.passwordSecret]?.recipe.type).toBe("provided");
    const sent = mail.settings(input);
    if (sent === null) return;
    expect(sent.host).toBe(input.settings[mail.fields.host]);
    expect(sent.password).toBe(secrets[mail.passwordSecret] ?? "");
  });

  it("names only secrets that exist on the connection card", () => {
    for (const row of kind.connections(input).rows) {
      if ("secret" in row) expect(Object.keys(secrets)).toContain(row.secret);
    }
    const { rows, snippets } = kind.connections(input);
    const probes = kind.probes
      .filter((probe) => probe.applies?.(settings, example.access) ?? true)
      .map(({ id }) => id);
    for (const { probe } of [...rows, ...snippets]) if (probe !== undefined) expect(probes).toContain(probe);
  });

  it("probes every lasting service that runs, and no other", () => {
    const applicable = kind.probes.filter((probe) => probe.applies?.(settings, example.access) ?? true);
    expect([...new Set(applicable.map(({ service }) => service))].sort()).toEqual(
      services
        .filter(([, { restart }]) => restart !== "no")
        .map(([name]) => name)
        .sort(),
    );
  });

  it("states needs that a machine can have", () => {
    const { memoryBytes, diskBytes } = kind.needs(settings);
    expect(memoryBytes).toBeGreaterThan(64 * 1024 * 1024);
    expect(diskBytes).toBeGreaterThan(memoryBytes);
  });

  it("equals its snapshot", () => {
    // Inline files by their names, which hold their hashes; what is in them stands once for each kind.
    const [shape = ""] = stack.composeYaml.split(/^configs:$/m);
    expect(withoutSignatures(`${shape}\n# .env\n${stack.envFile}`)).toMatchSnapshot();
  });
});
