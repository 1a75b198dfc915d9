import type { SettingField, SettingFields } from "@/lib/stacks/settings";
import { SERVICE_NAMES, SERVICE_TITLES, type SupabaseService } from "@/lib/stacks/supabase/service-names";

type TextField = Extract<SettingField, { type: "text" }>;

/** A service's own tag instead of that of the release: for Studio alone, say, which may be newer than the rest. */
export const imageFields = Object.fromEntries(
  SERVICE_NAMES.map((service) => [tagField(service), declared(service)]),
) as Readonly<Record<`${SupabaseService}Tag`, TextField>> satisfies SettingFields;

/** Key of the field that holds the service's tag. */
export function tagField(service: SupabaseService): `${SupabaseService}Tag` {
  return `${service}Tag`;
}

function declared(service: SupabaseService): TextField {
  return {
    type: "text",
    label: `Image tag of ${SERVICE_TITLES[service]}`,
    ...(service === "studio" && {
      help: "Empty: that of the version. Studio may be newer than the other services; mixes are not tested.",
    }),
    topic: "images",
    placeholder: "that of the version",
    default: "",
    optional: true,
    advanced: true,
    maxLength: 128,
    pattern: {
      source: "^[A-Za-z0-9_][A-Za-z0-9_.-]*$",
      message: "must be a tag alone, such as v2.196.0, without the image's name",
    },
  };
}
