import { CompactSign, compactVerify } from "jose";
import type { DirectusFields } from "@/lib/stacks/directus/fields";
import { ACCESS_TOKEN_NOTE } from "@/lib/stacks/directus/probes/sign-in-probes";
import type { Probe } from "@/lib/stacks/kind";

const OTHER_SECRET_FIX =
  "The running Directus has another SECRET than the stack: redeploy the stack, and look for a SECRET in a file at CONFIG_PATH";

/** Verifies a token that Directus issued, then sees that the same claims under another secret are refused. */
export const tokenSignatureProbe: Probe<DirectusFields> = {
  id: "token-signature",
  title: "Tokens are signed with the stack's secret, and others are refused",
  service: "directus",
  async run({ http, secrets, notes }) {
    const token = notes.get(ACCESS_TOKEN_NOTE);
    const secret = secrets.secret ?? "";
    if (token === undefined) {
      const fix = "Mend the sign-in first";
      return { ok: false, detail: "There is no token: the sign-in failed", fix, final: true };
    }
    const payload = await verifiedPayload(token, secret);
    if (payload === undefined) {
      return {
        ok: false,
        detail: "The token's HS256 signature does not verify with SECRET",
        fix: OTHER_SECRET_FIX,
      };
    }
    const forged = await new CompactSign(payload)
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .sign(key(`another-${secret}`));
    const response = await http({
      endpoint: "directus",
      path: "/users/me?fields=id",
      headers: { authorization: `Bearer ${forged}` },
    });
    if (response.status === 401 || response.status === 403) {
      return {
        ok: true,
        detail: `HS256 verifies; a token under another secret got status ${response.status}`,
      };
    }
    return {
      ok: false,
      detail: `A token signed with another secret got status ${response.status} instead of 401 or 403`,
      fix: "Stop the stack: it may accept tokens that anybody made. Read the logs of the service directus",
    };
  },
};

async function verifiedPayload(token: string, secret: string): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(token, key(secret), { algorithms: ["HS256"] })).payload;
  } catch {
    return undefined;
  }
}

function key(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
