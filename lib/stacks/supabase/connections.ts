import { readToken } from "@/lib/keys/verify-jwt";
import type { ConnectionRow, Snippet } from "@/lib/stacks/connection-card";
import { GRAPHQL_ROW } from "@/lib/stacks/supabase/actions";
import { callbackUrl, publicUrl } from "@/lib/stacks/supabase/addresses";
import { databaseStrings } from "@/lib/stacks/supabase/database-strings";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { supabaseSnippets } from "@/lib/stacks/supabase/snippets";

/** These keys pass row level security: no browser and no app may hold them. */
const SERVERS = "servers only";

/** What an application needs comes first, then people, then the database, then what few ask for. */
export function supabaseConnections(input: SupabaseInput): {
  rows: readonly ConnectionRow[];
  snippets: readonly Snippet[];
} {
  const url = publicUrl(input);
  return {
    rows: [
      ...grouped("For your application", [
        { label: "API URL", text: url, probe: "anon-rest" },
        ...keyRows(input),
      ]),
      ...grouped("Studio", [
        { label: "Studio", text: url, url: true, probe: "studio" },
        { label: "Studio sign-in", user: input.settings.dashboardUsername, secret: "dashboardPassword" },
      ]),
      ...grouped("Database", databaseRows(input)),
      ...grouped("Addresses of the API", apiRows(input, url)),
      ...grouped("Storage by the S3 protocol", s3Rows(input, url)),
    ],
    snippets: supabaseSnippets(input),
  };
}

function grouped(group: string, rows: readonly ConnectionRow[]): ConnectionRow[] {
  return rows.map((row) => ({ ...row, group }));
}

function keyRows({ settings, secrets }: SupabaseInput): ConnectionRow[] {
  return [
    ...(settings.newerKeys
      ? [
          { label: "Publishable key", secret: "publishableKey", probe: "newer-keys" },
          { label: "Secret key", secret: "secretKey", note: SERVERS, probe: "newer-keys" },
        ]
      : []),
    { label: "anon key", secret: "anonKey", ...noteOf(endOf(secrets.anonKey)), probe: "anon-rest" },
    {
      ...{ label: "service_role key", secret: "serviceRoleKey", probe: "service-role" },
      ...noteOf(SERVERS, endOf(secrets.serviceRoleKey)),
    },
    { label: "JWT secret", secret: "jwtSecret" },
  ];
}

function noteOf(...parts: readonly (string | undefined)[]): { note?: string } {
  const note = parts.filter((part) => part !== undefined).join(", ");
  return note === "" ? {} : { note };
}

/** When the token ends, to the day (UTC); nothing for one that never does. */
function endOf(token: string | undefined): string | undefined {
  const exp = readToken(token ?? "")?.payload.exp;
  const end = typeof exp === "number" ? new Date(exp * 1000) : undefined;
  if (end === undefined || Number.isNaN(end.getTime())) return undefined;
  return `good until ${end.toISOString().slice(0, 10)}`;
}

function databaseRows(input: SupabaseInput): ConnectionRow[] {
  return [
    ...databaseStrings(input).map(({ label, url, probe }) => ({ label, text: url, probe })),
    { label: "Inside the stack", text: "postgresql://postgres@db:5432/postgres" },
    { label: "Database password", secret: "postgresPassword", probe: "database-password" },
  ];
}

function apiRows(input: SupabaseInput, url: string): ConnectionRow[] {
  const { settings } = input;
  return [
    { label: "REST", text: `${url}/rest/v1`, probe: "anon-rest" },
    // Off on a fresh database: its extension is enabled in Studio.
    // Off on a fresh database: an action of the kind enables its extension.
    { label: GRAPHQL_ROW, text: `${url}/graphql/v1` },
    { label: "Auth", text: `${url}/auth/v1`, probe: "user" },
    { label: "OAuth callback", text: callbackUrl(input) },
    ...(isOn(settings, "storage") ? [{ label: "Storage", text: `${url}/storage/v1`, probe: "storage" }] : []),
    ...(isOn(settings, "realtime")
      ? [{ label: "Realtime", text: `${url.replace(/^http/, "ws")}/realtime/v1`, probe: "realtime" }]
      : []),
    ...(isOn(settings, "functions")
      ? [{ label: "Edge functions", text: `${url}/functions/v1`, probe: "functions" }]
      : []),
  ];
}

function s3Rows({ settings }: SupabaseInput, url: string): ConnectionRow[] {
  if (!isOn(settings, "storage")) return [];
  return [
    { label: "S3 endpoint", text: `${url}/storage/v1/s3` },
    { label: "S3 region", text: settings.storageRegion },
    { label: "S3 access key id", secret: "s3AccessKeyId" },
    { label: "S3 secret access key", secret: "s3AccessKeySecret" },
  ];
}
