import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import { inspectOwned, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerDetail } from "@/lib/ports/engine";
import { ProbeConnectionError } from "@/lib/ports/prober";
import type { Endpoint, ProbeContext } from "@/lib/stacks/kind";

const DEADLINE_MS = 10_000;

type Services = Pick<JobServices, "engine" | "probes">;

/** What the probes of one run may do: reach the stack's own endpoints, and run programs in its own containers. */
export async function probeContext(services: Services, definition: Definition): Promise<ProbeContext> {
  const containers = await inspectOwned(services.engine, { id: definition.stackId, name: definition.name });
  const containerOf = (service: string) => {
    const found = containers.find((container) => serviceOf(container) === service);
    if (found?.state === "running") return found;
    throw new PanelError("service-not-found", `${service} does not run`, {
      fix: `Start ${service}: its page says why it is down`,
    });
  };
  const endpoints = definition.kind.endpoints(definition.input);
  const originsOf = (id: string) => {
    const endpoint = endpoints.find((one) => one.id === id);
    if (endpoint === undefined) throw new Error(`the kind has no endpoint ${id}`);
    return addresses(definition, endpoint, containerOf(endpoint.service));
  };
  return {
    secrets: definition.secrets,
    notes: new Map(),
    async http({ endpoint: id, path, method = "GET", headers = {}, json }) {
      const body = json === undefined ? null : JSON.stringify(json);
      const sent = body === null ? headers : { "content-type": "application/json", ...headers };
      return firstAnswer(originsOf(id), (origin) =>
        services.probes.http({
          url: `${origin}${path}`,
          method,
          headers: sent,
          body,
          timeoutMs: DEADLINE_MS,
        }),
      );
    },
    async websocket({ endpoint, path, send }) {
      return firstAnswer(originsOf(endpoint), (origin) =>
        services.probes.websocket({ url: `${origin}${path}`, send, timeoutMs: DEADLINE_MS }),
      );
    },
    exec: ({ service, command, environment = {} }) =>
      services.engine.exec(containerOf(service).id, command, environment, DEADLINE_MS),
  };
}

/**
 * Where the worker reaches an endpoint: through the published port as everyone does, else at the container itself (a
 * worker in a container of its own does not see the host's loopback).
 */
function addresses(
  definition: Definition,
  { service, hostPort }: Endpoint,
  container: ContainerDetail,
): string[] {
  const port = definition.rendered.project.services[service]?.ports?.find((one) => one.hostPort === hostPort);
  const host = port?.hostIp.includes(":") ? "[::1]" : "127.0.0.1";
  const inside = Object.values(container.addresses).filter((address) => address !== "");
  return [
    `http://${host}:${hostPort}`,
    ...(port === undefined ? [] : inside.map((address) => `http://${address}:${port.containerPort}`)),
  ];
}

async function firstAnswer<Answer>(
  origins: readonly string[],
  ask: (origin: string) => Promise<Answer>,
): Promise<Answer> {
  let refusal: ProbeConnectionError | null = null;
  for (const origin of origins) {
    try {
      return await ask(origin);
    } catch (error) {
      if (!(error instanceof ProbeConnectionError) || !error.refused) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new ProbeConnectionError("it has no address", true);
}
