/**
 * Names that Directus 12.4 and 11.17 read, in its own notation: `.+` stands for anything. Names read in the packages
 * `@directus/env` 6.3 and `@directus/api` 39.2. Whatever is not in here is probably mistyped.
 */
const KNOWN = `
ACCEPT_TERMS ACCESS_TOKEN_TTL ACTIVITY_RETENTION ADMIN_.+ AI_.+ ASSETS_.+ AUTH_.+ AUTOSAVE_REVISION_INTERVAL
BRAINTRUST_.+
CACHE_AUTO_PURGE CACHE_AUTO_PURGE_IGNORE_LIST CACHE_CONTROL_S_MAXAGE CACHE_DEPLOYMENT_TTL CACHE_ENABLED
CACHE_HEALTHCHECK_THRESHOLD CACHE_NAMESPACE CACHE_SCHEMA CACHE_SCHEMA_FREEZE_ENABLED CACHE_SCHEMA_MAX_ITERATIONS
CACHE_SCHEMA_SYNC_TIMEOUT CACHE_SKIP_ALLOWED CACHE_STATUS_HEADER CACHE_STORE CACHE_SYSTEM_TTL CACHE_TTL
CACHE_VALUE_MAX_SIZE
COMPLIANCE_URL CONFIG_PATH CONTENT_SECURITY_POLICY_.+ CORS_.+ CROSS_ORIGIN_OPENER_POLICY
CROSS_ORIGIN_OPENER_POLICY_ENABLED
DB_.+
EMAIL_FROM EMAIL_MAILGUN_.+ EMAIL_MAILTRAP_.+ EMAIL_SENDMAIL_NEW_LINE EMAIL_SENDMAIL_PATH EMAIL_SES_.+ EMAIL_SMTP_.+
EMAIL_TEMPLATES_PATH EMAIL_TRANSPORT EMAIL_VERIFICATION_TOKEN_TTL EMAIL_VERIFY_SETUP
EXPORT_BATCH_SIZE EXTENSIONS_.+
FILES_.+ FILE_METADATA_ALLOW_LIST FLOWS_ENV_ALLOW_LIST FLOWS_RUN_SCRIPT_MAX_MEMORY FLOWS_RUN_SCRIPT_TIMEOUT
FLOW_LOGS_RETENTION
GRAPHQL_.+
HASH_.+ HEALTHCHECK_.+ HOST HSTS_.+
IMPORT_.+ IP_CUSTOM_HEADER IP_TRUST_PROXY
LANGFUSE_.+ LICENSE_KEY LICENSE_KEY_MANAGEMENT_ENABLED LICENSE_NAMESPACE LICENSE_TOKEN LOGGER_.+ LOGIN_STALL_TIME
LOG_HTTP_IGNORE_PATHS LOG_LEVEL LOG_STYLE
MARKETPLACE_REGISTRY MARKETPLACE_TRUST MAX_BATCH_MUTATION MAX_IMPORT_ERRORS MAX_JSON_QUERY_DEPTH MAX_PAYLOAD_SIZE
MAX_RELATIONAL_DEPTH MCP_.+ METRICS_.+ MIGRATIONS_PATH
NODE_OPTIONS NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED HTTP_PROXY HTTPS_PROXY NO_PROXY TZ
OPENAPI_ENABLED
PACKAGE_FILE_LOCATION PASSWORD_RESET_URL_ALLOW_LIST PM2_.+ PORT PRESSURE_LIMITER_.+ PROJECT_NAME PROJECT_OWNER
PROJECT_OWNER_ENABLED PUBLIC_URL
QUERYSTRING_ARRAY_LIMIT QUERYSTRING_MAX_PARSE_DEPTH QUERY_LIMIT_DEFAULT QUERY_LIMIT_MAX
RATE_LIMITER_DURATION RATE_LIMITER_EMAIL_.+ RATE_LIMITER_ENABLED RATE_LIMITER_GLOBAL_.+
RATE_LIMITER_HEALTHCHECK_THRESHOLD RATE_LIMITER_MCP_OAUTH_.+ RATE_LIMITER_POINTS RATE_LIMITER_REGISTRATION_.+
RATE_LIMITER_STORE
REDIS REDIS_.+ REFRESH_TOKEN_.+ REGISTER_STALL_TIME RELATIONAL_BATCH_SIZE RETENTION_.+ REVISIONS_RETENTION ROBOTS_TXT
ROOT_REDIRECT
SECRET SERVER_.+ SERVE_APP SESSION_.+ STORAGE_LOCATIONS STORAGE_.+_.+ SYNCHRONIZATION_NAMESPACE SYNCHRONIZATION_STORE
TELEMETRY TELEMETRY_AUTHORIZATION TELEMETRY_URL TEMP_PATH TUS_.+
UNIX_SOCKET_PATH USERS_.+ USER_INVITE_TOKEN_TTL USER_INVITE_URL_ALLOW_LIST USER_REGISTER_URL_ALLOW_LIST
WEBSOCKETS_.+
`;

/** Names that older guides show and that no version offered here reads, each with what took its place. */
const DEAD: readonly (readonly [name: string, instead: string])[] = [
  ["KEY", "only SECRET matters since version 10"],
  [
    "CACHE_REDIS.*",
    "Slipway connects Redis by REDIS_HOST and its kin, which serve every use of Redis since 10.4",
  ],
  ["RATE_LIMITER_REDIS.*", "one Redis connection serves every use since 10.4"],
  ["SYNCHRONIZATION_REDIS.*", "one Redis connection serves every use since 10.4"],
  ["MESSENGER_.+", "one Redis connection serves every use since 10.4"],
  [
    "FLOWS_EXEC_ALLOWED_MODULES",
    "scripts in flows load no npm modules since 10.6: write an operation extension instead",
  ],
  [".*_MEMCACHE.*", "Memcached is gone since 10.4: use Redis"],
  ["EMAIL_SENDGRID_.+", "SendGrid is gone since 11.1.1: use its SMTP service"],
];

const knownNames = KNOWN.trim().split(/\s+/).map(wholeName);
const deadNames = DEAD.map(([name, instead]) => ({ pattern: wholeName(name), instead }));

/** A sentence about a name that Directus does not read (any more), or undefined. */
export function variableWarning(name: string): string | undefined {
  const dead = deadNames.find(({ pattern }) => pattern.test(name));
  if (dead !== undefined) return `${name} has no effect: ${dead.instead}.`;
  const plain = name.replace(/_FILE$/, "");
  if ([name, plain].some((one) => knownNames.some((pattern) => pattern.test(one)))) return undefined;
  return `${name} is no variable that Directus is known to read; an extension may.`;
}

function wholeName(source: string): RegExp {
  return new RegExp(`^${source}$`);
}
