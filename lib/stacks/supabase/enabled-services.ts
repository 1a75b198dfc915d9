import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import type { Switch } from "@/lib/stacks/supabase/fields/service-fields";
import { SERVICE_NAMES, type SupabaseService } from "@/lib/stacks/supabase/service-names";

/** What a profile has besides the core. */
const PROFILES: Readonly<Record<SupabaseSettings["profile"], readonly Switch[]>> = {
  lite: [],
  standard: ["realtime", "storage", "imgproxy", "functions", "pooler"],
  full: ["realtime", "storage", "imgproxy", "functions", "pooler", "logs"],
};

/** Without these there is nothing to reach. */
const CORE: readonly SupabaseService[] = ["studio", "kong", "auth", "rest", "meta", "db"];

const SERVICES_OF: Readonly<Record<Switch, readonly SupabaseService[]>> = {
  realtime: ["realtime"],
  storage: ["storage"],
  imgproxy: ["imgproxy"],
  functions: ["functions"],
  pooler: ["supavisor"],
  logs: ["analytics", "vector"],
};

/** Whether a part is on: by its own switch, or else by the profile. Images are Storage's: off without it. */
export function isOn(settings: SupabaseSettings, part: Switch): boolean {
  const own = settings[`${part}Switch`];
  const on = own === "profile" ? PROFILES[settings.profile].includes(part) : own === "on";
  return on && (part !== "imgproxy" || isOn(settings, "storage"));
}

/** The lasting services of the stack, in the order in which they are shown. */
export function enabledServices(settings: SupabaseSettings): ReadonlySet<SupabaseService> {
  const parts = (Object.keys(SERVICES_OF) as Switch[]).filter((part) => isOn(settings, part));
  const on = new Set([...CORE, ...parts.flatMap((part) => SERVICES_OF[part])]);
  return new Set(SERVICE_NAMES.filter((service) => on.has(service)));
}
