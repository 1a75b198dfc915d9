import type { Probe, ProbeContext, ProbeHttpResponse } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import type { SupabaseFields, SupabaseInput } from "@/lib/stacks/supabase/fields";
import { loginHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords } from "@/lib/stacks/supabase/probes/response-body";

/** Studio's own health check asks for this. */
const PATH = "/api/platform/profile";

type Login = { name: string; password: string };

export const studioProbe: Probe<SupabaseFields> = {
  id: "studio",
  title: "Studio asks for its password, and takes it",
  service: "studio",
  async run(context, input) {
    const logins = loginsOf(input);
    const [first] = logins;
    const wrong = { ...first, password: `not-${first.password}` };
    for (const login of [null, wrong]) {
      const response = await ask(context, login);
      if (response.status === 401 && /^basic /i.test(response.headers["www-authenticate"] ?? "")) continue;
      return {
        ok: false,
        detail: `${login === null ? "Without a password" : "With a wrong password"}, Studio answered ${answerInWords(response)}`,
        fix:
          response.status < 400
            ? "Stop the stack: Studio is open to everybody. Then redeploy it"
            : "Read the logs of kong and studio",
      };
    }
    for (const login of logins) {
      const response = await ask(context, login);
      if (response.status === 200) continue;
      return {
        ok: false,
        detail: `With the password of ${login.name}, Studio answered ${answerInWords(response)}`,
        fix:
          response.status === 401
            ? "The gateway runs with other users than the stack has: redeploy the stack"
            : "Read the log of studio",
      };
    }
    const more = logins.length === 1 ? "" : `, and ${logins.length - 1} more`;
    return { ok: true, detail: `401 without it; ${first.name} gets in${more}` };
  },
};

function ask({ http }: ProbeContext, login: Login | null): Promise<ProbeHttpResponse> {
  const headers = login === null ? {} : loginHeaders(login.name, login.password);
  return http({ endpoint: GATEWAY_ENDPOINT, path: PATH, headers });
}

function loginsOf({ settings, secrets }: SupabaseInput): [Login, ...Login[]] {
  const first = { name: settings.dashboardUsername, password: secrets.dashboardPassword ?? "" };
  const lines = (secrets.dashboardUsers ?? "").split("\n").filter((line) => line !== "");
  return [
    first,
    ...lines.map((line) => {
      const colon = line.indexOf(":");
      return { name: line.slice(0, colon), password: line.slice(colon + 1) };
    }),
  ];
}
