import { stringify } from "yaml";
import { vectorParsers } from "@/lib/stacks/supabase/files/vector-parsers";

export const VECTOR_PIPELINE_PATH = "/etc/vector/vector.yml";

/** Which service's lines go to which source of Analytics; the names are what Studio's log pages ask for. */
const SOURCES: Readonly<Record<string, { inputs: readonly string[]; source: string }>> = {
  auth: { inputs: ["auth_logs"], source: "gotrue.logs.prod" },
  realtime: { inputs: ["realtime_logs"], source: "realtime.logs.prod" },
  rest: { inputs: ["rest_logs"], source: "postgREST.logs.prod" },
  db: { inputs: ["db_logs"], source: "postgres.logs" },
  functions: { inputs: ["functions_logs"], source: "deno-relay-logs" },
  storage: { inputs: ["storage_logs"], source: "storage.logs.prod.2" },
  kong: { inputs: ["kong_logs", "kong_err"], source: "cloudflare.logs.prod" },
};

/** Of the collector's environment: name of the compose project, whose label says which containers are this stack's. */
export const VECTOR_PROJECT = "COMPOSE_PROJECT";

/**
 * Vector's pipeline: the log lines of this stack's containers, by service, to Analytics. Vector reads what begins with a
 * dollar from its own environment, and does not start without it.
 * @see https://vector.dev/docs/reference/configuration/sources/docker_logs/
 */
export function vectorPipeline(): string {
  const document = {
    // The health check asks this.
    api: { enabled: true, address: "0.0.0.0:9001" },
    sources: {
      docker_host: {
        type: "docker_logs",
        include_labels: [`com.docker.compose.project=${ownVariable(VECTOR_PROJECT)}`],
      },
    },
    transforms: vectorParsers,
    sinks: Object.fromEntries(
      Object.entries(SOURCES).map(([service, { inputs, source }]) => [
        `logflare_${service}`,
        sink(inputs, source),
      ]),
    ),
  };
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

function sink(inputs: readonly string[], source: string) {
  return {
    type: "http",
    inputs,
    encoding: { codec: "json" },
    method: "post",
    request: {
      retry_max_duration_secs: 30,
      retry_initial_backoff_secs: 1,
      headers: { "x-api-key": ownVariable("LOGFLARE_PUBLIC_ACCESS_TOKEN") },
    },
    uri: `http://analytics:4000/api/logs?source_name=${source}`,
  };
}

function ownVariable(name: string): string {
  return `\${${name}?${name} is needed}`;
}
