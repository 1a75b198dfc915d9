import type { Probe, ProbeContext, ProbeHttpResponse, ProbeOutcome } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords } from "@/lib/stacks/supabase/probes/response-body";

const FILE = "probe.json";

type Ask = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  json?: unknown,
  key?: string,
) => Promise<ProbeHttpResponse>;

export const storageProbe: Probe<SupabaseFields> = {
  id: "storage",
  title: "Storage writes, reads and deletes a file, and keeps it from the anon key",
  service: "storage",
  applies: (settings) => isOn(settings, "storage"),
  async run(context) {
    const bucket = `slipway-probe-${crypto.randomUUID()}`;
    const ask = asker(context);
    const made = await ask("POST", "/bucket", { id: bucket, name: bucket, public: false });
    if (made.status !== 200) return failed("Making a bucket", made);
    const failure = await writeAndRead(ask, bucket, context.secrets.anonKey ?? "");
    // Also after a failure: what lies in a bucket keeps it from being deleted.
    const emptied = await ask("DELETE", `/object/${bucket}/${FILE}`);
    const removed = await ask("DELETE", `/bucket/${bucket}`);
    if (failure !== undefined) return failure;
    if (emptied.status !== 200) return failed("Deleting the file", emptied);
    if (removed.status !== 200) return failed("Deleting the bucket", removed);
    return { ok: true, detail: "Written, read, refused to the anon key, deleted" };
  },
};

async function writeAndRead(ask: Ask, bucket: string, anonKey: string): Promise<ProbeOutcome | undefined> {
  const path = `/object/${bucket}/${FILE}`;
  const content = { written: bucket };
  const written = await ask("POST", path, content);
  if (written.status !== 200) return failed("Writing a file", written);
  const read = await ask("GET", `/object/authenticated/${bucket}/${FILE}`);
  if (read.status !== 200) return failed("Reading the file", read);
  if (read.text !== JSON.stringify(content)) {
    return {
      ok: false,
      detail: `Storage gave back ${read.text.length} characters that are not those written`,
      fix: "Look whether the volume “storage” or the bucket belongs to this stack alone",
    };
  }
  const refused = await ask("GET", `/object/authenticated/${bucket}/${FILE}`, undefined, anonKey);
  if (refused.status >= 400 && refused.status < 500) return undefined;
  return {
    ok: false,
    detail: `The anon key got ${answerInWords(refused)} for a private file`,
    fix: "Look at the policies of storage.objects in Studio: one of them opens every bucket",
  };
}

function asker({ http, secrets }: ProbeContext): Ask {
  return (method, path, json, key = secrets.serviceRoleKey) =>
    http({
      endpoint: GATEWAY_ENDPOINT,
      path: `/storage/v1${path}`,
      method,
      headers: keyHeaders(key),
      ...(json !== undefined && { json }),
    });
}

function failed(what: string, response: ProbeHttpResponse): ProbeOutcome {
  return {
    ok: false,
    detail: `${what} answered ${answerInWords(response)}`,
    fix: "Read the log of storage: a full disk, a wrong key of the bucket or a missing right is named there",
  };
}
