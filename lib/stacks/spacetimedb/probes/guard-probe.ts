import type { Probe } from "@/lib/stacks/kind";
import { CLIENT_ENDPOINT, GUARD, isGuarded } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { answerInWords } from "@/lib/stacks/spacetimedb/probes/response-body";

/** What must stay behind it: publishing, queries, logs, metrics, the inside of the server. */
const KEPT_BACK = [
  { method: "POST", path: "/v1/database" },
  { method: "GET", path: "/v1/metrics" },
  { method: "GET", path: "/internal/heap" },
  { method: "POST", path: "/v1/database/any/sql" },
  { method: "GET", path: "/v1/database/any/logs" },
] as const;

const SUBSCRIBE = "/v1/database/any/subscribe";

export const guardProbe: Probe<SpacetimedbFields> = {
  id: "guard",
  title: "Clients come through the guard, and nothing else does",
  service: GUARD,
  applies: isGuarded,
  async run({ http }) {
    const ping = await http({ endpoint: CLIENT_ENDPOINT, path: "/v1/ping" });
    if (ping.status !== 200) {
      const detail = `/v1/ping was answered with ${answerInWords(ping)}`;
      return { ok: false, detail, fix: `Read the logs of the services ${GUARD} and server` };
    }
    // Without the handshake of a websocket: the server's own refusal tells that it was asked.
    const subscribe = await http({ endpoint: CLIENT_ENDPOINT, path: SUBSCRIBE });
    if (subscribe.status === 403) {
      const detail = `${SUBSCRIBE} is kept back: clients cannot connect`;
      return { ok: false, detail, fix: "Deploy again, so that the guard has its own rules" };
    }
    for (const { method, path } of KEPT_BACK) {
      const { status } = await http({ endpoint: CLIENT_ENDPOINT, method, path });
      if (status === 403) continue;
      return {
        ok: false,
        detail: `${method} ${path} came through with status ${status}`,
        fix: "Stop the stack or take it off the net: deploy again, so that the guard has its own rules",
      };
    }
    return {
      ok: true,
      detail: `ping and subscriptions pass; ${KEPT_BACK.length} requests that are no client's do not`,
    };
  },
};
