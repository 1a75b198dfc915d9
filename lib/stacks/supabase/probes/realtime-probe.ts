import { z } from "zod";
import type { Probe, ProbeContext } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { answerInWords, bodyAs } from "@/lib/stacks/supabase/probes/response-body";

const replyBody = z.object({ event: z.literal("phx_reply"), payload: z.object({ status: z.string() }) });

export const realtimeProbe: Probe<SupabaseFields> = {
  id: "realtime",
  title: "Realtime takes a socket with the anon key, and none without",
  service: "realtime",
  applies: (settings) => isOn(settings, "realtime"),
  async run(context) {
    const anonKey = context.secrets.anonKey ?? "";
    const joined = await socket(context, anonKey);
    if (!joined.accepted) {
      return {
        ok: false,
        detail: `The socket was refused with ${answerInWords(joined)}`,
        fix: "Read the log of realtime: it knows the stack as the tenant realtime-dev, and its key must be the stack's",
      };
    }
    const status = bodyAs(joined, replyBody)?.payload.status;
    if (status !== "ok") {
      return {
        ok: false,
        detail: `Joining a channel was answered with “${joined.text.slice(0, 160)}”`,
        fix: "Read the log of realtime: it needs its schemas in the database to let anybody join",
      };
    }
    const stranger = await socket(context, "");
    if (!stranger.accepted && stranger.status === 401) {
      return { ok: true, detail: "A channel was joined; 401 without a key" };
    }
    return {
      ok: false,
      detail: `Without a key, the socket ${stranger.accepted ? "was opened" : `got status ${stranger.status}, not 401`}`,
      fix: "Redeploy the stack: its gateway lets sockets through without a key",
    };
  },
};

/** Phoenix' protocol in its first form, as supabase-js joins a channel. */
function socket({ websocket }: ProbeContext, key: string) {
  const config = { broadcast: { ack: false, self: false }, presence: { key: "" }, postgres_changes: [] };
  const query = key === "" ? "" : `&apikey=${encodeURIComponent(key)}`;
  return websocket({
    endpoint: GATEWAY_ENDPOINT,
    path: `/realtime/v1/websocket?vsn=1.0.0${query}`,
    send: JSON.stringify({
      topic: "realtime:slipway-probe",
      event: "phx_join",
      payload: { config, access_token: key },
      ref: "1",
      join_ref: "1",
    }),
  });
}
