import type { SettingFields } from "@/lib/stacks/settings";

const cached = { field: "cacheEnabled", is: true } as const;

export const cacheFields = {
  cacheEnabled: {
    type: "boolean",
    label: "Cache answers",
    help: "Kept in Redis, or in Directus' own memory beside SQLite.",
    topic: "cache",
    default: true,
    variable: "CACHE_ENABLED",
  },
  cacheTtl: {
    type: "text",
    format: "duration",
    label: "Lifetime",
    topic: "cache",
    default: "5m",
    maxLength: 20,
    variable: "CACHE_TTL",
    when: cached,
  },
  cacheAutoPurge: {
    type: "boolean",
    label: "Forget what has changed",
    help: "Off: readers may see old content until the lifetime ends.",
    topic: "cache",
    default: true,
    variable: "CACHE_AUTO_PURGE",
    when: cached,
  },
  cacheMaxValueSize: {
    type: "text",
    format: "size",
    label: "Largest answer kept",
    help: "Empty: no limit.",
    topic: "cache",
    default: "",
    optional: true,
    advanced: true,
    maxLength: 20,
    variable: "CACHE_VALUE_MAX_SIZE",
    when: cached,
  },
  redisMemoryMib: {
    type: "number",
    label: "Redis memory",
    help: "When it is full, what was not read for longest is forgotten.",
    topic: "cache",
    default: 128,
    min: 32,
    max: 65_536,
    unit: "MiB",
    advanced: true,
    when: { field: "database", is: "postgis" },
  },
} as const satisfies SettingFields;
