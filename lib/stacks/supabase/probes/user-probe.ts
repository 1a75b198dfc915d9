import { z } from "zod";
import type { Probe, ProbeContext, ProbeHttpResponse, ProbeOutcome } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import type { SupabaseFields, SupabaseSettings } from "@/lib/stacks/supabase/fields";
import { keyHeaders, personHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords, bodyAs } from "@/lib/stacks/supabase/probes/response-body";
import { restRead } from "@/lib/stacks/supabase/probes/rest-read";

/** With a session the user is inside it; without, the answer is the user. */
const userBody = z.union([z.object({ user: z.object({ id: z.string() }) }), z.object({ id: z.string() })]);
const sessionBody = z.object({ access_token: z.string() });
const selfBody = z.object({ email: z.string() });

const AUTH_LOG = "Read the log of auth";

type Person = { email: string; password: string };
type Failure = { detail: string; fix: string };

export const userProbe: Probe<SupabaseFields> = {
  id: "user",
  title: "A throw-away user signs up, signs in, reads, and is deleted",
  service: "auth",
  applies: ({ emailSignup }) => emailSignup,
  async run(context, { settings }) {
    const id = crypto.randomUUID();
    // RFC 2606: no message to this domain arrives anywhere.
    const person = { email: `slipway-probe-${id}@example.com`, password: `Aa1!${id}` };
    const open = signsUpItself(settings);
    const made = open ? await signUp(context, person) : await makeUser(context, person);
    const user = made.status < 300 ? bodyAs(made, userBody) : undefined;
    if (user === undefined) {
      return failed(`${open ? "Signing up" : "Making a user"} answered ${answerInWords(made)}`, AUTH_LOG);
    }
    const failure = await signInAndRead(context, person);
    const deleted = await context.http({
      endpoint: GATEWAY_ENDPOINT,
      path: `/auth/v1/admin/users/${encodeURIComponent("user" in user ? user.user.id : user.id)}`,
      method: "DELETE",
      headers: keyHeaders(context.secrets.serviceRoleKey),
    });
    if (deleted.status >= 300) {
      const fix = `Delete ${person.email} in Studio. ${AUTH_LOG}`;
      const before = failure === undefined ? "" : `${failure.detail}; then `;
      return failed(`${before}deleting the user answered ${answerInWords(deleted)}`, fix);
    }
    if (failure !== undefined) return failed(failure.detail, failure.fix);
    return {
      ok: true,
      detail: `${open ? "Signed up" : "Made by the service_role key"}, signed in, read, deleted`,
    };
  },
};

/** Where sign-up is closed, or an address would have to be confirmed by mail, the service key makes the user. */
function signsUpItself({ disableSignup, mailTransport, emailAutoconfirm }: SupabaseSettings): boolean {
  return !disableSignup && (mailTransport === "none" || emailAutoconfirm);
}

function signUp({ http, secrets }: ProbeContext, json: Person): Promise<ProbeHttpResponse> {
  const headers = keyHeaders(secrets.anonKey);
  return http({ endpoint: GATEWAY_ENDPOINT, path: "/auth/v1/signup", method: "POST", headers, json });
}

function makeUser({ http, secrets }: ProbeContext, person: Person): Promise<ProbeHttpResponse> {
  return http({
    endpoint: GATEWAY_ENDPOINT,
    path: "/auth/v1/admin/users",
    method: "POST",
    headers: keyHeaders(secrets.serviceRoleKey),
    json: { ...person, email_confirm: true },
  });
}

async function signInAndRead(context: ProbeContext, person: Person): Promise<Failure | undefined> {
  const { http, secrets } = context;
  const signedIn = await http({
    endpoint: GATEWAY_ENDPOINT,
    path: "/auth/v1/token?grant_type=password",
    method: "POST",
    headers: keyHeaders(secrets.anonKey),
    json: person,
  });
  const session = signedIn.status === 200 ? bodyAs(signedIn, sessionBody) : undefined;
  if (session === undefined)
    return { detail: `Signing in answered ${answerInWords(signedIn)}`, fix: AUTH_LOG };
  const headers = personHeaders(secrets.anonKey, session.access_token);
  const self = await http({ endpoint: GATEWAY_ENDPOINT, path: "/auth/v1/user", headers });
  if (bodyAs(self, selfBody)?.email !== person.email) {
    return { detail: `/auth/v1/user answered ${answerInWords(self)}`, fix: AUTH_LOG };
  }
  const read = await restRead(context, headers);
  if (read.ok) return undefined;
  return {
    detail: `The user's token got ${read.detail}`,
    fix: "Auth signs with a key that REST does not have: redeploy the stack, so that both get the same",
  };
}

function failed(detail: string, fix: string): ProbeOutcome {
  return { ok: false, detail, fix };
}
