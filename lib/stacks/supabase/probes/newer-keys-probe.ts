import { z } from "zod";
import type { Probe } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords, bodyAs } from "@/lib/stacks/supabase/probes/response-body";
import { restRead } from "@/lib/stacks/supabase/probes/rest-read";

const keySet = z.object({ keys: z.array(z.object({ kid: z.string().optional(), kty: z.string() })) });

const REDEPLOY = "The running services have other keys than the stack: redeploy it";

export const newerKeysProbe: Probe<SupabaseFields> = {
  id: "newer-keys",
  title: "The publishable and the secret key are taken, and Auth shows the stack's public key",
  service: "kong",
  applies: ({ newerKeys }) => newerKeys,
  async run(context) {
    const { http, secrets } = context;
    const read = await restRead(context, keyHeaders(secrets.publishableKey));
    if (!read.ok) return { ok: false, detail: `The publishable key got ${read.detail}`, fix: REDEPLOY };
    const description = (key: string) =>
      http({ endpoint: GATEWAY_ENDPOINT, path: "/rest/v1/", headers: keyHeaders(key) });
    const expected: [string, string, number][] = [
      ["The secret key", secrets.secretKey ?? "", 200],
      ["The publishable key", secrets.publishableKey ?? "", 403],
      ["A changed secret key", `${secrets.secretKey ?? ""}x`, 401],
    ];
    for (const [what, key, status] of expected) {
      const response = await description(key);
      if (response.status === status) continue;
      const detail = `${what} got ${answerInWords(response)} for /rest/v1/, not ${status}`;
      return { ok: false, detail, fix: REDEPLOY };
    }
    const shown = await http({ endpoint: GATEWAY_ENDPOINT, path: "/auth/v1/.well-known/jwks.json" });
    const ids = publicKeyIds(shown.text);
    const own = publicKeyIds(secrets.jwtJwks ?? "");
    if (own.length === 0 || !own.every((id) => ids.includes(id))) {
      return {
        ok: false,
        detail: `Auth shows ${ids.length === 0 ? "no public key" : "other public keys"}: ${answerInWords(shown)}`,
        fix: "Redeploy the stack: Auth runs with other signing keys than the stack has",
      };
    }
    return { ok: true, detail: "Both are taken, a changed one is refused, the public key is the stack's" };
  },
};

/** Ids of the keys of a set that are pairs; those of secrets are nobody's business. */
function publicKeyIds(text: string): string[] {
  const keys = bodyAs({ text }, keySet)?.keys ?? [];
  return keys.flatMap(({ kid, kty }) => (kty === "oct" || kid === undefined ? [] : [kid]));
}
