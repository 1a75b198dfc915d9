import type { Expectation, Round } from "@/e2e/soak/supabase/expectation";

/** REST reads these, and Studio shows what REST reads. */
function restAndStudio(change: string, value: string | number, variable: string): Expectation {
  const shown = { [variable]: String(value) };
  return { change, value, shows: { rest: shown, studio: shown } };
}

function studio(change: string, value: string, variable: string): Expectation {
  return { change, value, shows: { studio: { [variable]: value } } };
}

export const apiRounds: readonly Round[] = [
  {
    id: "REST",
    floor: "plain",
    expectations: [
      restAndStudio("restSchemas", "public,graphql_public,storage", "PGRST_DB_SCHEMAS"),
      restAndStudio("restMaxRows", 250, "PGRST_DB_MAX_ROWS"),
      restAndStudio("restSearchPath", "public,extensions", "PGRST_DB_EXTRA_SEARCH_PATH"),
    ],
  },
  {
    id: "functions",
    floor: "plain",
    expectations: [
      { change: "functionsVerifyJwt", value: true, shows: { functions: { VERIFY_JWT: "true" } } },
    ],
    behaves: ["functions ask for a token"],
  },
  {
    id: "Studio",
    floor: "plain",
    expectations: [
      studio("studioOrganization", 'Ops & "Sales" $1', "DEFAULT_ORGANIZATION_NAME"),
      studio("studioProject", "Shop #2", "DEFAULT_PROJECT_NAME"),
      studio("secrets.openaiApiKey", "sk-proj-$ecret", "OPENAI_API_KEY"),
      {
        change: "dashboardUsername",
        value: "the owner's",
        shows: { kong: { DASHBOARD_USERNAME: "the owner's" } },
      },
    ],
  },
];
