import { z } from "zod";
import type { Probe } from "@/lib/stacks/kind";
import { hasPgWire, SERVER, serverEndpoint } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { answerInWords, bodyAs } from "@/lib/stacks/spacetimedb/probes/response-body";

const READ_LOG = `Read the log of the service ${SERVER}`;

export const pingProbe: Probe<SpacetimedbFields> = {
  id: "ping",
  title: "SpacetimeDB answers on its published port",
  service: SERVER,
  async run({ http }, input) {
    const response = await http({ endpoint: serverEndpoint(input).id, path: "/v1/ping" });
    if (response.status === 200) return { ok: true, detail: "200" };
    return {
      ok: false,
      detail: `/v1/ping answered ${answerInWords(response)}`,
      fix: `Look whether something else listens on the port, then read the log of the service ${SERVER}`,
    };
  },
};

const healthBody = z.object({
  package_name: z.string(),
  version: z.string(),
  nodes: z.array(z.number()),
  schedulable: z.boolean(),
});

export const healthProbe: Probe<SpacetimedbFields> = {
  id: "health",
  title: "The server takes databases, and says its version",
  service: SERVER,
  async run({ http }, input) {
    const response = await http({ endpoint: serverEndpoint(input).id, path: "/v1/health" });
    const health = response.status === 200 ? bodyAs(response, healthBody) : undefined;
    if (health === undefined) {
      return { ok: false, detail: `/v1/health answered ${answerInWords(response)}`, fix: READ_LOG };
    }
    if (!health.schedulable) {
      const detail = `${health.package_name} ${health.version} takes no databases at present`;
      return { ok: false, detail, fix: READ_LOG };
    }
    return { ok: true, detail: `${health.package_name} ${health.version}` };
  },
};

/** By connecting alone: a sign-in that fails would leave its token in the server's log. */
export const postgresPortProbe: Probe<SpacetimedbFields> = {
  id: "postgres-port",
  title: "The PostgreSQL protocol listens",
  service: SERVER,
  applies: (settings) => hasPgWire(settings),
  async run({ exec }, { settings: { pgPort } }) {
    const connect = `exec 3<>/dev/tcp/127.0.0.1/${pgPort}`;
    const { exitCode, stderr } = await exec({
      service: SERVER,
      command: ["timeout", "5", "bash", "-c", connect],
    });
    if (exitCode === 0) return { ok: true, detail: `connected to port ${pgPort} of the container` };
    return {
      ok: false,
      detail: `Nothing listens on port ${pgPort} of the container: ${stderr.trim().slice(0, 120)}`,
      fix: `${READ_LOG}: it says why it cannot listen there`,
    };
  },
};
