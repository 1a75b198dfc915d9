import { readToken } from "@/lib/keys/verify-jwt";
import type { ConnectionRow, Snippet } from "@/lib/stacks/kind";
import { publicUrl } from "@/lib/stacks/supabase/addresses";
import { databaseStrings } from "@/lib/stacks/supabase/database-strings";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { supabaseSnippets } from "@/lib/stacks/supabase/snippets";

export function supabaseConnections(input: SupabaseInput): {
  rows: readonly ConnectionRow[];
  snippets: readonly Snippet[];
} {
  const url = publicUrl(input);
  return {
    rows: [
      { label: "Studio", text: url, url: true },
      { label: "Studio sign-in", user: input.settings.dashboardUsername, secret: "dashboardPassword" },
      ...apiRows(input, url),
      ...keyRows(input),
      ...databaseStrings(input).map((row) => ({ label: row.label, text: row.url })),
      { label: "Database, inside the stack", text: "postgresql://postgres@db:5432/postgres" },
      { label: "Database password", secret: "postgresPassword" },
    ],
    snippets: supabaseSnippets(input),
  };
}

function apiRows({ settings }: SupabaseInput, url: string): ConnectionRow[] {
  return [
    { label: "REST", text: `${url}/rest/v1` },
    // Off on a fresh database: its extension is enabled in Studio.
    { label: "GraphQL, with the extension pg_graphql", text: `${url}/graphql/v1` },
    { label: "Auth", text: `${url}/auth/v1` },
    ...(isOn(settings, "storage")
      ? [
          { label: "Storage", text: `${url}/storage/v1` },
          { label: "Storage, S3 protocol", text: `${url}/storage/v1/s3` },
          { label: "S3 region", text: settings.storageRegion },
          { label: "S3 access key id", secret: "s3AccessKeyId" },
          { label: "S3 secret access key", secret: "s3AccessKeySecret" },
        ]
      : []),
    ...(isOn(settings, "realtime")
      ? [{ label: "Realtime", text: `${url.replace(/^http/, "ws")}/realtime/v1` }]
      : []),
    ...(isOn(settings, "functions") ? [{ label: "Edge functions", text: `${url}/functions/v1` }] : []),
  ];
}

function keyRows({ settings, secrets }: SupabaseInput): ConnectionRow[] {
  return [
    ...(settings.newerKeys
      ? [
          { label: "Publishable key", secret: "publishableKey" },
          { label: "Secret key, for servers only", secret: "secretKey" },
        ]
      : []),
    { label: "anon key", secret: "anonKey" },
    ...endRow("anon key is good until", secrets.anonKey),
    { label: "service_role key, for servers only", secret: "serviceRoleKey" },
    ...endRow("service_role key is good until", secrets.serviceRoleKey),
    { label: "JWT secret", secret: "jwtSecret" },
  ];
}

/** When the token ends, to the day (UTC); nothing for one that never does. */
function endRow(label: string, token: string | undefined): ConnectionRow[] {
  const exp = readToken(token ?? "")?.payload.exp;
  const end = typeof exp === "number" ? new Date(exp * 1000) : undefined;
  if (end === undefined || Number.isNaN(end.getTime())) return [];
  return [{ label, text: end.toISOString().slice(0, 10) }];
}
