import type { Expectation, Material, Round } from "@/e2e/soak/supabase/expectation";

const SERVICE_ACCOUNT = JSON.stringify({ type: "service_account", project_id: "shop-logs" });

/** Hostile to whoever would read it as YAML or as a shell's text. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the dollar and braces are the point
const FREE_VALUE = 'it\'s $HOME ${X} \\ "quoted" #no remark';

/** What a service knows and the form does not. */
function free(service: string): Expectation {
  const name = `FREE_${service.toUpperCase()}`;
  return {
    change: `${service}Variables`,
    value: [{ name, value: FREE_VALUE }],
    shows: { [service]: { [name]: FREE_VALUE } },
  };
}

/** Which services there are, what they are told freely, and the logs. */
export function serviceRounds({ secrets }: Material): Round[] {
  const { jwtSecret = "", logflarePrivateToken = "" } = secrets;
  const logsInStudio = {
    ENABLED_FEATURES_LOGS_ALL: "true",
    LOGFLARE_URL: "http://analytics:4000",
    LOGFLARE_PRIVATE_ACCESS_TOKEN: logflarePrivateToken,
  };
  return [
    {
      id: "newer keys off",
      floor: "plain",
      expectations: [
        {
          change: "newerKeys",
          value: false,
          shows: {
            auth: { GOTRUE_JWT_KEYS: null },
            rest: { PGRST_JWT_SECRET: jwtSecret },
            realtime: { API_JWT_JWKS: null },
            storage: { JWT_JWKS: null },
            functions: {
              SUPABASE_JWKS: null,
              SUPABASE_PUBLISHABLE_KEYS: '{"default":""}',
              SUPABASE_SECRET_KEYS: '{"default":""}',
            },
            studio: { SUPABASE_PUBLISHABLE_KEY: "", SUPABASE_SECRET_KEY: "" },
            kong: {
              SUPABASE_PUBLISHABLE_KEY: "",
              SUPABASE_SECRET_KEY: "",
              ANON_KEY_ASYMMETRIC: "",
              SERVICE_ROLE_KEY_ASYMMETRIC: "",
            },
          },
        },
      ],
    },
    {
      id: "profile",
      floor: "plain",
      expectations: [{ change: "profile", value: "lite", shows: {} }],
      gone: ["realtime", "storage", "imgproxy", "functions", "functions-seed", "supavisor"],
      also: ["kong"],
    },
    {
      id: "images off",
      floor: "plain",
      expectations: [
        {
          change: "imgproxySwitch",
          value: "off",
          shows: { storage: { ENABLE_IMAGE_TRANSFORMATION: "false", IMGPROXY_URL: null } },
        },
      ],
      gone: ["imgproxy"],
    },
    // Not right behind the profile: the gateway of both is the same one, and would stay.
    {
      id: "parts off, logs on",
      floor: "plain",
      expectations: [
        { change: "realtimeSwitch", value: "off", shows: {} },
        { change: "storageSwitch", value: "off", shows: {} },
        { change: "functionsSwitch", value: "off", shows: {} },
        { change: "logsSwitch", value: "on", shows: { studio: logsInStudio } },
      ],
      gone: ["realtime", "storage", "imgproxy", "functions", "functions-seed"],
      made: ["analytics", "vector"],
      also: ["kong"],
    },
    {
      id: "other variables",
      floor: "plain",
      expectations: [
        ...["studio", "kong", "auth", "rest", "realtime", "storage", "imgproxy", "functions"].map(free),
        ...["meta", "db", "supavisor"].map(free),
      ],
    },
    {
      id: "logs: other variables, socket",
      floor: "logs",
      expectations: [
        free("analytics"),
        free("vector"),
        // The same socket by its other name: /var/run is a link to /run on every host of today.
        {
          change: "dockerSocket",
          value: "/run/docker.sock",
          shows: { vector: { "bind /var/run/docker.sock": "/run/docker.sock" } },
        },
      ],
    },
    {
      id: "logs: in BigQuery",
      floor: "logs",
      expectations: [
        {
          change: "analyticsBackend",
          value: "bigquery",
          shows: {
            analytics: {
              POSTGRES_BACKEND_URL: null,
              POSTGRES_BACKEND_SCHEMA: null,
              entrypoint: "/bin/sh /etc/slipway/analytics-start.sh",
            },
          },
          fixed: true,
        },
        {
          change: "googleProjectId",
          value: "shop-logs",
          shows: { analytics: { GOOGLE_PROJECT_ID: "shop-logs" } },
        },
        {
          change: "googleProjectNumber",
          value: "123456789",
          shows: { analytics: { GOOGLE_PROJECT_NUMBER: "123456789" } },
        },
        {
          change: "secrets.googleServiceAccount",
          value: SERVICE_ACCOUNT,
          shows: { analytics: { GOOGLE_SERVICE_ACCOUNT: SERVICE_ACCOUNT } },
        },
      ],
    },
  ];
}
