// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

export const auth: UpstreamService = {
  image: "supabase/gotrue:v2.196.0",
  environment: {
    GOTRUE_API_HOST: "0.0.0.0",
    GOTRUE_API_PORT: "9999",
    API_EXTERNAL_URL: "${API_EXTERNAL_URL}",
    GOTRUE_DB_DRIVER: "postgres",
    GOTRUE_DB_DATABASE_URL:
      "postgres://supabase_auth_admin:${POSTGRES_PASSWORD}@${POSTGRES_HOST}:${POSTGRES_PORT}/${POSTGRES_DB}",
    GOTRUE_SITE_URL: "${SITE_URL}",
    GOTRUE_URI_ALLOW_LIST: "${ADDITIONAL_REDIRECT_URLS}",
    GOTRUE_DISABLE_SIGNUP: "${DISABLE_SIGNUP}",
    GOTRUE_JWT_ADMIN_ROLES: "service_role",
    GOTRUE_JWT_AUD: "authenticated",
    GOTRUE_JWT_DEFAULT_GROUP_NAME: "authenticated",
    GOTRUE_JWT_EXP: "${JWT_EXPIRY}",
    GOTRUE_JWT_SECRET: "${JWT_SECRET}",
    GOTRUE_JWT_ISSUER: "${API_EXTERNAL_URL}",
    GOTRUE_EXTERNAL_EMAIL_ENABLED: "${ENABLE_EMAIL_SIGNUP}",
    GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED: "${ENABLE_ANONYMOUS_USERS}",
    GOTRUE_MAILER_AUTOCONFIRM: "${ENABLE_EMAIL_AUTOCONFIRM}",
    GOTRUE_SMTP_ADMIN_EMAIL: "${SMTP_ADMIN_EMAIL}",
    GOTRUE_SMTP_HOST: "${SMTP_HOST}",
    GOTRUE_SMTP_PORT: "${SMTP_PORT}",
    GOTRUE_SMTP_USER: "${SMTP_USER}",
    GOTRUE_SMTP_PASS: "${SMTP_PASS}",
    GOTRUE_SMTP_SENDER_NAME: "${SMTP_SENDER_NAME}",
    GOTRUE_MAILER_URLPATHS_INVITE: "${MAILER_URLPATHS_INVITE}",
    GOTRUE_MAILER_URLPATHS_CONFIRMATION: "${MAILER_URLPATHS_CONFIRMATION}",
    GOTRUE_MAILER_URLPATHS_RECOVERY: "${MAILER_URLPATHS_RECOVERY}",
    GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE: "${MAILER_URLPATHS_EMAIL_CHANGE}",
    GOTRUE_EXTERNAL_PHONE_ENABLED: "${ENABLE_PHONE_SIGNUP}",
    GOTRUE_SMS_AUTOCONFIRM: "${ENABLE_PHONE_AUTOCONFIRM}",
  },
  mounts: [],
  healthcheck: {
    test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://localhost:9999/health"],
    intervalSeconds: 5,
    timeoutSeconds: 5,
    retries: 3,
  },
  dependsOn: { db: "service_healthy" },
  ports: [],
};
