import { basicFields } from "@/lib/stacks/directus/fields/basic-fields";
import { cacheFields } from "@/lib/stacks/directus/fields/cache-fields";
import { mailFields } from "@/lib/stacks/directus/fields/mail-fields";
import { operationFields } from "@/lib/stacks/directus/fields/operation-fields";
import { realtimeFields } from "@/lib/stacks/directus/fields/realtime-fields";
import { securityFields } from "@/lib/stacks/directus/fields/security-fields";
import { storageFields } from "@/lib/stacks/directus/fields/storage-fields";
import type { RenderInput } from "@/lib/stacks/kind";
import type { SettingFields, SettingsOf } from "@/lib/stacks/settings";

export const directusTopics = {
  basics: "Basics",
  mail: "E-mail",
  storage: "Files",
  cache: "Cache",
  realtime: "Realtime",
  security: "Security",
  operation: "Operation",
} as const;

export const directusFields = {
  ...basicFields,
  ...mailFields,
  ...storageFields,
  ...cacheFields,
  ...realtimeFields,
  ...securityFields,
  ...operationFields,
} as const satisfies SettingFields;

export type DirectusFields = typeof directusFields;
export type DirectusSettings = SettingsOf<DirectusFields>;
export type DirectusInput = RenderInput<DirectusFields>;
