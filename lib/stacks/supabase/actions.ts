import { z } from "zod";
import type { KindAction, ProbeContext, ProbeOutcome } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { DATABASE_ADMIN, databaseCommand } from "@/lib/stacks/supabase/database-command";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { keyHeaders } from "@/lib/stacks/supabase/probes/gateway-headers";
import { analyticsProbe } from "@/lib/stacks/supabase/probes/inside-probes";
import { answerInWords, bodyAs } from "@/lib/stacks/supabase/probes/response-body";
import { DATABASE_NAME, INTERNAL_DATABASE_NAME } from "@/lib/stacks/supabase/services/service-context";

export const GRAPHQL_ROW = "GraphQL";

/** What every schema answers, also an empty one. */
const QUERY = "{ __typename }";
const graphqlAnswer = z.object({ data: z.object({ __typename: z.string() }) });

const enableGraphql: KindAction<SupabaseFields> = {
  id: "enable-graphql",
  title: "Enable GraphQL",
  explanation:
    "Creates the extension pg_graphql in the database postgres. Whoever has a key of the stack can then ask for the tables that its role may read, by GraphQL as by REST.",
  beside: GRAPHQL_ROW,
  applies: () => true,
  pauses: [],
  service: "db",
  // REST keeps what it has read of the schema until it is told.
  command: databaseCommand(DATABASE_NAME, [
    "create extension if not exists pg_graphql",
    "notify pgrst, 'reload schema'",
  ]),
  done: {
    ...databaseCommand(DATABASE_NAME, [
      "select exists (select from pg_extension where extname = 'pg_graphql')",
    ]),
    answer: "t",
    word: "enabled",
  },
  prove: graphqlAnswers,
};

/** By the gateway with the anon key, as applications ask. */
async function graphqlAnswers({ http, secrets }: ProbeContext): Promise<ProbeOutcome> {
  const response = await http({
    endpoint: GATEWAY_ENDPOINT,
    path: "/graphql/v1",
    method: "POST",
    headers: keyHeaders(secrets.anonKey),
    json: { query: QUERY },
  });
  const type = bodyAs(response, graphqlAnswer)?.data.__typename;
  if (type !== undefined) return { ok: true, detail: `GraphQL answers the anon key: ${type}` };
  return {
    ok: false,
    detail: `/graphql/v1 answers ${answerInWords(response)}`,
    fix: "Keep graphql_public among the schemas that REST serves (Settings › REST and functions), and read the log of rest",
  };
}

/** Long enough for whoever looks at the logs in Studio to have their answer. */
const LOCK_TIMEOUT_SECONDS = 20;

/**
 * The steps of Supabase's guide in one statement, and so all or nothing: the publication by which Analytics learns of
 * changes, and its schema, which it fills again when it starts. The schema stays whose it was.
 */
const RESET_ANALYTICS = `do $reset$
declare
  owner name := coalesce(
    (select pg_get_userbyid(nspowner) from pg_namespace where nspname = '_analytics'), '${DATABASE_ADMIN}');
begin
  drop publication if exists logflare_pub;
  drop schema if exists _analytics cascade;
  execute format('create schema _analytics authorization %I', owner);
end $reset$`;

const resetAnalytics: KindAction<SupabaseFields> = {
  id: "reset-analytics",
  title: "Reset analytics",
  explanation:
    "For an Analytics that does not come up any more, or whose tables have grown too large: stops it, makes its schema _analytics in the database _supabase anew, and starts it.",
  warning:
    "Lost for good: every log line that Analytics has collected in this stack's database, and all queries and endpoints saved in it. Your own data, the logs of the containers, and logs in BigQuery stay.",
  applies: (settings) => isOn(settings, "logs"),
  pauses: ["analytics"],
  service: "db",
  command: databaseCommand(INTERNAL_DATABASE_NAME, [RESET_ANALYTICS], {
    // Without the notices of what goes with the schema.
    PGOPTIONS: `-c lock_timeout=${LOCK_TIMEOUT_SECONDS}s -c client_min_messages=warning`,
  }),
  prove: (context, input) => analyticsProbe.run(context, input),
};

export const supabaseActions: readonly KindAction<SupabaseFields>[] = [enableGraphql, resetAnalytics];
