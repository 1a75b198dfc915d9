import type { Probe, ProbeContext } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { keyRefusal } from "@/lib/stacks/supabase/probes/key-refusal";
import { answerInWords } from "@/lib/stacks/supabase/probes/response-body";
import { restDescription, restRead } from "@/lib/stacks/supabase/probes/rest-read";

const OTHER_KEYS = "The running services have other keys than the stack: redeploy it";

async function statusOf({ http }: ProbeContext, path: string, headers: Readonly<Record<string, string>>) {
  return http({ endpoint: GATEWAY_ENDPOINT, path, headers });
}

export const noKeyProbe: Probe<SupabaseFields> = {
  id: "no-key",
  title: "The gateway refuses whoever has no key, or another stack's",
  service: "kong",
  async run(context) {
    const anonKey = context.secrets.anonKey ?? "";
    for (const path of ["/rest/v1/", "/auth/v1/health"]) {
      for (const headers of [{}, keyHeaders(`${anonKey}x`)]) {
        const response = await statusOf(context, path, headers);
        if (response.status === 401) continue;
        const who = "apikey" in headers ? "an unknown key" : "no key";
        return {
          ok: false,
          detail: `${path} with ${who} got ${answerInWords(response)}, not 401`,
          fix:
            response.status < 400
              ? "Stop the stack: its API is open to everybody. Then redeploy it"
              : "Read the log of kong: it says why it does not answer as its file has it",
        };
      }
    }
    return { ok: true, detail: "401 without a key, and with an unknown one" };
  },
};

export const anonRestProbe: Probe<SupabaseFields> = {
  id: "anon-rest",
  title: "The anon key reads by REST",
  service: "rest",
  async run(context) {
    await restDescription(context);
    const read = await restRead(context, keyHeaders(context.secrets.anonKey));
    if (read.ok) return { ok: true, detail: `The anon key ${read.detail}` };
    const refusal = keyRefusal(read.response, { label: "anon key", variable: "ANON_KEY" });
    if (refusal !== undefined) return { ok: false, ...refusal };
    return {
      ok: false,
      detail: `The anon key got ${read.detail}`,
      fix: `${OTHER_KEYS}. If that does not help, read the log of rest`,
    };
  },
};

export const serviceRoleProbe: Probe<SupabaseFields> = {
  id: "service-role",
  title: "The service_role key passes where the anon key may not",
  service: "kong",
  async run(context) {
    const description = await restDescription(context);
    const refusal = keyRefusal(description, { label: "service_role key", variable: "SERVICE_ROLE_KEY" });
    if (refusal !== undefined) return { ok: false, ...refusal };
    if (description.status !== 200) {
      return {
        ok: false,
        detail: `/rest/v1/ answered the service_role key with ${answerInWords(description)}`,
        fix: `${OTHER_KEYS}. If that does not help, read the log of rest`,
      };
    }
    const anon = await statusOf(context, "/rest/v1/", keyHeaders(context.secrets.anonKey));
    if (anon.status !== 403) {
      return {
        ok: false,
        detail: `/rest/v1/ answered the anon key with ${answerInWords(anon)}, not 403`,
        fix: OTHER_KEYS,
      };
    }
    return { ok: true, detail: "It reads what REST has; 403 for the anon key" };
  },
};
