const CONNECTION = "Slipway connects Directus to the stack's own database and Redis";
const DATABASE = "the setting “Database” decides it";
const STORAGE = "the setting “Files are kept” decides it";

/** Variables that follow from settings without being one, each with what to do instead. */
export const directusOwnVariables: Readonly<Record<string, string>> = {
  HOST: "Directus listens on every address of its container; the setting “Port” says where it is reached",
  PORT: "the setting “Port” says where Directus is reached",
  CONFIG_PATH: "a file would win over all settings shown here",
  DB_CLIENT: DATABASE,
  DB_FILENAME: DATABASE,
  DB_HOST: CONNECTION,
  DB_PORT: CONNECTION,
  DB_DATABASE: CONNECTION,
  DB_USER: CONNECTION,
  DB_CONNECTION_STRING: CONNECTION,
  REDIS: CONNECTION,
  REDIS_HOST: CONNECTION,
  REDIS_PORT: CONNECTION,
  REDIS_ENABLED: CONNECTION,
  CACHE_STORE: DATABASE,
  RATE_LIMITER_STORE: DATABASE,
  SYNCHRONIZATION_STORE: DATABASE,
  STORAGE_LOCATIONS: STORAGE,
  STORAGE_LOCAL_DRIVER: STORAGE,
  STORAGE_LOCAL_ROOT: STORAGE,
  STORAGE_S3_DRIVER: STORAGE,
  EMAIL_TRANSPORT: "the setting “Sending e-mail” decides it",
  EMAIL_VERIFY_SETUP: "the setting “Sending e-mail” decides it",
  REFRESH_TOKEN_COOKIE_SECURE: "it follows from the public URL: on for https",
  SESSION_COOKIE_SECURE: "it follows from the public URL: on for https",
  LICENSE_TOKEN: "give a licence key instead: Directus refuses to start with both",
};
