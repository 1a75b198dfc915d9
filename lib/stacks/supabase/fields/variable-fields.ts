import type { SettingField, SettingFields } from "@/lib/stacks/settings";
import { SERVICE_NAMES, SERVICE_TITLES, type SupabaseService } from "@/lib/stacks/supabase/service-names";

type VariablesField = Extract<SettingField, { type: "variables" }>;

/** Whatever a service knows and the form does not. */
export const variableFields = Object.fromEntries(
  SERVICE_NAMES.map((service) => [variablesField(service), declared(service)]),
) as Readonly<Record<`${SupabaseService}Variables`, VariablesField>> satisfies SettingFields;

/** Key of the field that holds the service's free variables. */
export function variablesField(service: SupabaseService): `${SupabaseService}Variables` {
  return `${service}Variables`;
}

function declared(service: SupabaseService): VariablesField {
  return {
    type: "variables",
    label: `Other variables of ${SERVICE_TITLES[service]}`,
    ...(service === "functions" && { help: "Edge functions read them with Deno.env." }),
    topic: "variables",
    default: [],
    advanced: true,
    service,
  };
}
