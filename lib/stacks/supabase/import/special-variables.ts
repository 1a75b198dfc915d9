import type { SupabaseFields, SupabaseSettings } from "@/lib/stacks/supabase/fields";
import type { ImportState } from "@/lib/stacks/supabase/import/import-result";
import { upstreamVariables } from "@/lib/stacks/supabase/upstream/upstream-variables";

type Values = Readonly<Record<string, string>>;

/** What becomes of a variable that is no field under its own name, or not just that. */
export type Handled = {
  state: ImportState;
  /** The field that takes the value. */
  field?: keyof SupabaseFields;
  /** As text: read as its field's type afterwards. */
  value?: string;
  /** What follows besides. */
  settings?: Partial<SupabaseSettings>;
  note?: string;
};

type Handler = (value: string, values: Values) => Handled;

const unused =
  (note: string): Handler =>
  () => ({ state: "unused", note });

/** Upstream's example in the place of a value means that nobody has set it. */
const unlessExample =
  (name: string, field: keyof SupabaseFields): Handler =>
  (value) =>
    value === upstreamVariables[name]?.example
      ? { state: "unused", note: "Upstream's example: it was never set" }
      : { state: "kept", field, value };

export const specialVariables: Readonly<Record<string, Handler>> = {
  COMPOSE_FILE: () => ({ state: "changed", note: "It decides the profile and the version of PostgreSQL" }),
  POSTGRES_HOST: (value) => ({
    state: "unused",
    note:
      value === "db"
        ? "The stack's own database is called so here too"
        : "A database elsewhere is not part of this kind: the stack gets its own",
  }),
  POSTGRES_DB: (value) => ({
    state: value === "postgres" ? "unused" : "changed",
    note: "The stack's database is always called postgres",
  }),
  POSTGRES_PORT: (value) => ({
    state: value === "5432" ? "kept" : "changed",
    field: "poolerSessionPort",
    value,
    note: "The port of this server for sessions; inside the stack PostgreSQL keeps 5432",
  }),
  KONG_HTTP_PORT: (value, { API_GW_HTTP_PORT = "" }) =>
    API_GW_HTTP_PORT === ""
      ? { state: "kept", field: "port", value }
      : { state: "unused", note: "API_GW_HTTP_PORT wins over it" },
  KONG_HTTPS_PORT: unused("Kong's own https is not published: choose “Domain” for how the stack is reached"),
  STUDIO_PORT: unused("Studio is reached through the gateway"),
  SUPABASE_PUBLIC_URL: (value) =>
    isLoopback(value)
      ? { state: "changed", note: "It follows from how the stack is reached" }
      : { state: "kept", field: "publicUrl", value },
  API_EXTERNAL_URL: (value, { SUPABASE_PUBLIC_URL = "" }) => {
    const bare = value.replace(/\/+$/, "").replace(/\/auth\/v1$/, "");
    if (isLoopback(value) || bare === SUPABASE_PUBLIC_URL.replace(/\/+$/, "")) {
      return { state: "changed", note: "It follows from the public URL, with /auth/v1 behind it" };
    }
    const url = `${bare}/auth/v1`;
    const note = "From release 0.7 on it ends in /auth/v1; tokens name it as their issuer";
    return url === value
      ? { state: "kept", field: "apiExternalUrl", value }
      : { state: "changed", field: "apiExternalUrl", value: url, note };
  },
  IMGPROXY_ENABLE_WEBP_DETECTION: (value, { IMGPROXY_AUTO_WEBP }) =>
    IMGPROXY_AUTO_WEBP === undefined
      ? { state: "changed", field: "imgproxyAutoWebp", value, note: "It is called IMGPROXY_AUTO_WEBP now" }
      : { state: "unused", note: "IMGPROXY_AUTO_WEBP has taken its place" },
  SMTP_HOST: (value) =>
    value === "" || value === upstreamVariables.SMTP_HOST?.example
      ? {
          state: "changed",
          note: "Upstream's example, where no mail server is: e-mail is off until you set one",
        }
      : { state: "kept", field: "smtpHost", value, settings: { mailTransport: "smtp" } },
  SMS_PROVIDER: (value) =>
    value === "twilio"
      ? { state: "kept", field: "smsProvider", value }
      : {
          state: "unused",
          note: "Only Twilio is a setting: give Auth the variables of another service under “Other variables”",
        },
  GOOGLE_PROJECT_ID: unlessExample("GOOGLE_PROJECT_ID", "googleProjectId"),
  GOOGLE_PROJECT_NUMBER: unlessExample("GOOGLE_PROJECT_NUMBER", "googleProjectNumber"),
  MINIO_ROOT_USER: unused("Of upstream's own MinIO, which is not part of this kind"),
  MINIO_ROOT_PASSWORD: unused("Of upstream's own MinIO, which is not part of this kind"),
  PROXY_DOMAIN: unused("Choose “Domain” for how the stack is reached, and give this name there"),
  CERTBOT_EMAIL: unused(
    "Slipway's Caddy gets certificates: an address for it stands in the panel's settings",
  ),
};

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
