import type { Probe } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords } from "@/lib/stacks/supabase/probes/response-body";

export const metaProbe: Probe<SupabaseFields> = {
  id: "meta",
  title: "The database describes itself to the service_role key, and not to the anon key",
  service: "meta",
  async run({ http, secrets }) {
    const ask = (key: string | undefined) =>
      http({ endpoint: GATEWAY_ENDPOINT, path: "/pg/schemas", headers: keyHeaders(key) });
    const described = await ask(secrets.serviceRoleKey);
    if (described.status !== 200) {
      return {
        ok: false,
        detail: `/pg/schemas answered the service_role key with ${answerInWords(described)}`,
        fix: "Read the log of meta: it signs in to the database for Studio",
      };
    }
    const refused = await ask(secrets.anonKey);
    if (refused.status === 403) return { ok: true, detail: "Schemas are listed; 403 for the anon key" };
    return {
      ok: false,
      detail: `/pg/schemas answered the anon key with ${answerInWords(refused)}, not 403`,
      fix:
        refused.status < 400
          ? "Stop the stack: the anon key is public, and this leads to every table. Then redeploy it"
          : "The running services have other keys than the stack: redeploy it",
    };
  },
};
