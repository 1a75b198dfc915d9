import type { SettingFields } from "@/lib/stacks/settings";
import { supabaseVersions } from "@/lib/stacks/supabase/versions";

export const basicFields = {
  profile: {
    type: "choice",
    label: "Profile",
    help: "Which services run; each can be switched by itself under Services. Figures of memory are estimated from upstream's guides, not measured.",
    topic: "basics",
    default: "standard",
    options: [
      {
        value: "lite",
        label: "Lite",
        help: "Database, Auth, REST and Studio. With swap it fits a server of 1 GB.",
      },
      {
        value: "standard",
        label: "Standard",
        help: "With Realtime, Storage, edge functions and the pooler.",
      },
      { value: "full", label: "Full", help: "With logs in Studio too." },
    ],
  },
  version: {
    type: "choice",
    label: "Version",
    help: "A set of images that upstream released together.",
    topic: "basics",
    default: "0.8.2",
    options: supabaseVersions.map(({ id, label, tested, note }) => ({
      value: id,
      label,
      ...(!tested && note !== undefined && { help: note }),
    })),
  },
  port: {
    type: "port",
    label: "Port",
    help: "The port of this server under which Studio and all APIs are reached.",
    topic: "basics",
    default: 8000,
    variable: "API_GW_HTTP_PORT",
  },
  dashboardUsername: {
    type: "text",
    label: "Studio user",
    help: "Name under which you sign in to Studio.",
    topic: "basics",
    default: "supabase",
    maxLength: 100,
    pattern: { source: "^[^:\\p{Cc}]+$", message: "must not hold a colon or a control character" },
    variable: "DASHBOARD_USERNAME",
  },
  newerKeys: {
    type: "boolean",
    label: "Newer API keys",
    help: "Publishable and secret keys beside anon and service_role, and user tokens signed with a key pair. Off: user tokens are signed with the JWT secret, and open sessions end.",
    topic: "basics",
    default: true,
    advanced: true,
  },
} as const satisfies SettingFields;
