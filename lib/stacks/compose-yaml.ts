import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { ComposeProject, ComposeService, EnvValue, Healthcheck } from "@/lib/stacks/compose-project";

type Labels = Readonly<Record<string, string>>;

/**
 * `compose.yaml` of a project: the same project always gives the same bytes.
 *
 * Every `$` of the model is doubled, since Compose interpolates all strings; only references to `.env`, and to the
 * project's own name, become `${NAME}`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export function composeYaml(project: ComposeProject): string {
  const labels = sorted(project.labels ?? {});
  const configNames = new Map(
    Object.entries(project.configs).map(([name, { content }]) => [name, configName(name, content)]),
  );
  const services = Object.entries(project.services).map(([name, service]) => [
    name,
    serviceNode(service, labels, configNames),
  ]);
  const document = {
    name: project.name,
    services: Object.fromEntries(services),
    networks: { default: literal({ labels }) },
    ...(project.volumes.length > 0 && {
      volumes: Object.fromEntries(project.volumes.map((name) => [name, literal({ labels })])),
    }),
    ...(configNames.size > 0 && {
      configs: Object.fromEntries(
        Object.entries(project.configs).map(([name, { content }]) => [
          configNames.get(name) ?? name,
          { content: literal(content) },
        ]),
      ),
    }),
  };
  // `compat` quotes what a YAML 1.1 reader would take for a boolean or a number.
  return stringify(document, { lineWidth: 0, compat: "yaml-1.1", aliasDuplicateObjects: false });
}

/**
 * Name of an inline file with its content's hash: Compose does not recreate a service when only the content changes,
 * but does when the name changes.
 */
export function configName(name: string, content: string): string {
  return `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 12)}`;
}

function serviceNode(
  service: ComposeService,
  projectLabels: Labels,
  configNames: ReadonlyMap<string, string>,
): object {
  const environment = Object.keys(service.environment ?? {}).sort();
  return defined({
    image: literal(service.image),
    platform: service.platform,
    user: literal(service.user),
    entrypoint: literal(service.entrypoint),
    command: literal(service.command),
    environment:
      environment.length === 0
        ? undefined
        : Object.fromEntries(environment.map((name) => [name, environmentText(service.environment?.[name])])),
    ports: service.ports?.map((port) => ({
      target: port.containerPort,
      published: String(port.hostPort),
      host_ip: port.hostIp,
      protocol: port.protocol,
    })),
    volumes: service.volumes?.map((mount) =>
      defined({
        ...literal(mount),
        readOnly: undefined,
        noCopy: undefined,
        createSource: undefined,
        read_only: mount.readOnly,
        volume: mount.type === "volume" && mount.noCopy ? { nocopy: true } : undefined,
        // A folder made by Docker in the place of a socket that is not there would hide what is wrong.
        bind: mount.type === "bind" ? { create_host_path: mount.createSource === true } : undefined,
      }),
    ),
    configs: service.configs?.map(({ source, target }) => ({
      source: configNames.get(source) ?? source,
      target: literal(target),
    })),
    depends_on:
      service.dependsOn &&
      Object.fromEntries(Object.entries(service.dependsOn).map(([name, condition]) => [name, { condition }])),
    healthcheck: service.healthcheck && healthcheckNode(service.healthcheck),
    network_mode: service.hostNetwork && "host",
    cap_drop: service.onlyCapabilities && ["ALL"],
    cap_add: service.onlyCapabilities,
    security_opt: [
      ...(service.onlyCapabilities ? ["no-new-privileges:true"] : []),
      ...(service.unlabelled ? ["label=disable"] : []),
    ],
    networks: service.networkAliases && { default: { aliases: literal(service.networkAliases) } },
    restart: service.restart,
    stop_signal: service.stopSignal,
    stop_grace_period: seconds(service.stopGracePeriodSeconds),
    mem_limit: service.memoryLimitBytes,
    shm_size: service.shmSizeBytes,
    ulimits: service.ulimits && sorted(service.ulimits),
    labels: literal(sorted({ ...service.labels, ...projectLabels })),
    logging: {
      driver: "json-file",
      options: { "max-size": `${service.logging.maxSizeMib}m`, "max-file": String(service.logging.maxFiles) },
    },
  });
}

function healthcheckNode(check: Healthcheck): object {
  return defined({
    test: literal(check.test),
    interval: seconds(check.intervalSeconds),
    timeout: seconds(check.timeoutSeconds),
    retries: check.retries,
    start_period: seconds(check.startPeriodSeconds),
  });
}

function environmentText(value: EnvValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return literal(value);
  if ("projectName" in value) return `\${COMPOSE_PROJECT_NAME}`;
  return "env" in value ? `\${${value.env}}` : value.parts.map(environmentText).join("");
}

/** The same tree with every `$` doubled in its strings; keys are not interpolated. */
function literal<Tree>(tree: Tree): Tree {
  return escaped(tree) as Tree;
}

function escaped(tree: unknown): unknown {
  if (typeof tree === "string") return tree.replaceAll("$", () => "$$");
  if (Array.isArray(tree)) return tree.map(escaped);
  if (typeof tree === "object" && tree !== null) {
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, escaped(value)]));
  }
  return tree;
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}

function sorted<Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function defined(node: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
