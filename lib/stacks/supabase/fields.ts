import type { RenderInput } from "@/lib/stacks/kind";
import type { SettingFields, SettingsOf } from "@/lib/stacks/settings";
import { apiFields } from "@/lib/stacks/supabase/fields/api-fields";
import { authFields } from "@/lib/stacks/supabase/fields/auth-fields";
import { basicFields } from "@/lib/stacks/supabase/fields/basic-fields";
import { databaseFields } from "@/lib/stacks/supabase/fields/database-fields";
import { imageFields } from "@/lib/stacks/supabase/fields/image-fields";
import { logFields } from "@/lib/stacks/supabase/fields/log-fields";
import { mailFields } from "@/lib/stacks/supabase/fields/mail-fields";
import { phoneFields } from "@/lib/stacks/supabase/fields/phone-fields";
import { poolerFields } from "@/lib/stacks/supabase/fields/pooler-fields";
import { providerFields } from "@/lib/stacks/supabase/fields/provider-fields";
import { samlFields } from "@/lib/stacks/supabase/fields/saml-fields";
import { serviceFields } from "@/lib/stacks/supabase/fields/service-fields";
import { storageFields } from "@/lib/stacks/supabase/fields/storage-fields";
import { urlFields } from "@/lib/stacks/supabase/fields/url-fields";
import { variableFields } from "@/lib/stacks/supabase/fields/variable-fields";

export const supabaseTopics = {
  basics: "Basics",
  urls: "URLs",
  auth: "Sign-in",
  mail: "E-mail",
  phone: "Phone",
  providers: "OAuth providers",
  saml: "SAML",
  storage: "Storage",
  database: "Database",
  pooler: "Pooler",
  api: "REST and functions",
  studio: "Studio",
  logs: "Logs",
  services: "Services",
  images: "Image tags",
  variables: "Other variables",
} as const;

export const supabaseFields = {
  ...basicFields,
  ...urlFields,
  ...authFields,
  ...mailFields,
  ...phoneFields,
  ...providerFields,
  ...samlFields,
  ...storageFields,
  ...databaseFields,
  ...poolerFields,
  ...apiFields,
  ...logFields,
  ...serviceFields,
  ...imageFields,
  ...variableFields,
} as const satisfies SettingFields;

export type SupabaseFields = typeof supabaseFields;
export type SupabaseSettings = SettingsOf<SupabaseFields>;
export type SupabaseInput = RenderInput<SupabaseFields>;
