import { z } from "zod";
import type { ProbeContext, ProbeHttpResponse } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { answerInWords, bodyAs, errorCodeOf } from "@/lib/stacks/supabase/probes/response-body";

const description = z.object({ paths: z.record(z.string(), z.unknown()) });

/** Note of a table that REST has; empty where it has none. */
const TABLE_NOTE = "rest-table";
/** A name that nobody has given: REST says so, and thereby that it took the key. */
const NO_TABLE = "slipway_probe_of_no_table";

export type RestRead =
  | { ok: true; detail: string }
  | { ok: false; detail: string; response: ProbeHttpResponse };

/** What REST describes to the service key; the first table of it is noted for those who read. */
export async function restDescription({ http, secrets, notes }: ProbeContext): Promise<ProbeHttpResponse> {
  const response = await http({
    endpoint: GATEWAY_ENDPOINT,
    path: "/rest/v1/",
    headers: keyHeaders(secrets.serviceRoleKey),
  });
  const paths = Object.keys(bodyAs(response, description)?.paths ?? {});
  const table = paths.find((path) => path !== "/" && !path.startsWith("/rpc/"));
  notes.set(TABLE_NOTE, table?.slice(1) ?? "");
  return response;
}

/**
 * Reads a row of some table by REST. A database without a table, or with none that this role may read, says so by codes
 * of its own: those come after the token was checked, and so prove the same.
 */
export async function restRead(
  { http, notes }: ProbeContext,
  headers: Readonly<Record<string, string>>,
): Promise<RestRead> {
  const noted = notes.get(TABLE_NOTE) ?? "";
  const table = noted === "" ? NO_TABLE : noted;
  const path = `/rest/v1/${encodeURIComponent(table)}?select=*&limit=1`;
  const response = await http({ endpoint: GATEWAY_ENDPOINT, path, headers });
  if (response.status === 200 || response.status === 206)
    return { ok: true, detail: `reads the table ${table}` };
  const code = errorCodeOf(response);
  if (response.status === 404 && (code === "PGRST205" || code === "42P01")) {
    return { ok: true, detail: "is taken; there is no table to read yet" };
  }
  if (code === "42501") return { ok: true, detail: `is taken; the table ${table} is not open to it` };
  return { ok: false, detail: `${answerInWords(response)} for /rest/v1/${table}`, response };
}
