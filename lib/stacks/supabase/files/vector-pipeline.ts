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

/**
 * Vector's pipeline: the log lines of this stack's containers, by service, to Analytics.
 * @param project name of the compose project, whose label says which containers are this stack's
 * @see https://vector.dev/docs/reference/configuration/sources/docker_logs/
 */
export function vectorPipeline(project: string): string {
  const document = {
    // The health check asks this.
    api: { enabled: true, address: "0.0.0.0:9001" },
    sources: {
      docker_host: {
        type: "docker_logs",
        include_labels: [`com.docker.compose.project=${project}`],
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
      // Vector reads its own environment here; without the token it does not start.
      headers: { "x-api-key": `\${LOGFLARE_PUBLIC_ACCESS_TOKEN?LOGFLARE_PUBLIC_ACCESS_TOKEN is needed}` },
    },
    uri: `http://analytics:4000/api/logs?source_name=${source}`,
  };
}
