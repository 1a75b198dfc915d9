import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ComposeService } from "@/lib/stacks/compose-project";
import { configName } from "@/lib/stacks/compose-yaml";
import { envNames, resolvedEnv } from "@/lib/stacks/env-value";
import { kinds } from "@/lib/stacks/registry";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import {
  exampleCases,
  rendered,
  renderedExample,
  STACK_ID,
} from "@/lib/stacks/test-support/rendered-examples";

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

describe.each(Object.keys(kinds))("kind %s: its inline files", (id) => {
  it("equal their snapshot", () => {
    const files = new Map<string, string>();
    for (const { kind, example } of exampleCases.filter((one) => one.kind.id === id)) {
      for (const [name, { content }] of Object.entries(rendered(kind, example).project.configs))
        files.set(configName(name, content), content);
    }
    const texts = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(texts.map(([name, content]) => `# ${name}\n${content}`).join("\n")).toMatchSnapshot();
  });
});

describe.each(exampleCases)("kind $kind.id, $title", ({ kind, example }) => {
  const { stack, project, services, secrets } = renderedExample({ kind, example });
  const document = parse(stack.composeYaml);

  it("renders the same bytes again, whatever the order of what comes in", () => {
    const shuffled = Object.fromEntries(Object.entries(example.settings).reverse());
    const again = rendered(kind, { ...example, settings: shuffled }, secrets);
    expect([again.composeYaml, again.envFile]).toEqual([stack.composeYaml, stack.envFile]);
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

  it("equals its snapshot", () => {
    // Inline files by their names, which hold their hashes; what is in them stands once for each kind.
    const [shape = ""] = stack.composeYaml.split(/^configs:$/m);
    expect(withoutSignatures(`${shape}\n# .env\n${stack.envFile}`)).toMatchSnapshot();
  });
});
