import { z } from "zod";
import type { Probe, ProbeContext } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { SAMPLE_ANSWER } from "@/lib/stacks/supabase/files/functions-sample";
import { FUNCTIONS_FOLDER } from "@/lib/stacks/supabase/files/functions-seed";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords, bodyAs } from "@/lib/stacks/supabase/probes/response-body";

const FIX =
  "Read the log of functions: the first start downloads modules, for which this server must reach the internet";

export const functionsProbe: Probe<SupabaseFields> = {
  id: "functions",
  title: "The sample function answers",
  service: "functions",
  applies: (settings) => isOn(settings, "functions"),
  async run(context) {
    const response = await call(context, "hello");
    if (response.status === 200) {
      if (bodyAs(response, z.string()) === SAMPLE_ANSWER) return { ok: true, detail: `“${SAMPLE_ANSWER}”` };
      return { ok: true, detail: "The function hello answers with a text of yours" };
    }
    if (await exists(context, "hello")) {
      return { ok: false, detail: `The function hello got ${answerInWords(response)}`, fix: FIX };
    }
    // The person may delete the sample; the main service then still says what a request lacks.
    const main = await call(context, "");
    if (main.status === 400) return { ok: true, detail: "The runtime answers; the sample hello was deleted" };
    return { ok: false, detail: `The runtime got ${answerInWords(main)}`, fix: FIX };
  },
};

function call({ http, secrets }: ProbeContext, name: string) {
  return http({
    endpoint: GATEWAY_ENDPOINT,
    path: `/functions/v1/${name}`,
    method: "POST",
    headers: keyHeaders(secrets.anonKey),
    json: {},
  });
}

async function exists({ exec }: ProbeContext, name: string): Promise<boolean> {
  const { exitCode } = await exec({
    service: "functions",
    command: ["test", "-d", `${FUNCTIONS_FOLDER}/${name}`],
  });
  return exitCode === 0;
}
