import type { SettingFields } from "@/lib/stacks/settings";

const SCHEMA_LIST = {
  source: "^[^,\\s]+(,[^,\\s]+)*$",
  message: "must be names of schemas with commas between, without spaces",
};

/** Of REST, edge functions and Studio. */
export const apiFields = {
  restSchemas: {
    type: "text",
    format: "list",
    label: "Schemas that REST shows",
    help: "With commas between; the first is the one asked for when a request names none.",
    topic: "api",
    default: "public,graphql_public",
    maxLength: 5000,
    pattern: SCHEMA_LIST,
    variable: "PGRST_DB_SCHEMAS",
  },
  restMaxRows: {
    type: "number",
    label: "Rows of an answer",
    topic: "api",
    default: 1000,
    min: 1,
    max: 10_000_000,
    variable: "PGRST_DB_MAX_ROWS",
  },
  restSearchPath: {
    type: "text",
    format: "list",
    label: "Schemas searched besides",
    help: "Where extensions and functions are found without being shown.",
    topic: "api",
    default: "public",
    advanced: true,
    maxLength: 5000,
    pattern: SCHEMA_LIST,
    variable: "PGRST_DB_EXTRA_SEARCH_PATH",
  },
  functionsVerifyJwt: {
    type: "boolean",
    label: "Edge functions ask for a token",
    help: "All of them, before your code runs. Off: each function decides itself.",
    topic: "api",
    default: false,
    variable: "FUNCTIONS_VERIFY_JWT",
  },
  studioOrganization: {
    type: "text",
    label: "Organisation in Studio",
    topic: "studio",
    default: "Default Organization",
    maxLength: 200,
    variable: "STUDIO_DEFAULT_ORGANIZATION",
  },
  studioProject: {
    type: "text",
    label: "Project in Studio",
    topic: "studio",
    default: "Default Project",
    maxLength: 200,
    variable: "STUDIO_DEFAULT_PROJECT",
  },
} as const satisfies SettingFields;
