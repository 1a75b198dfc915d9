import type { RenderInput } from "@/lib/stacks/kind";
import type { SettingFields, SettingsOf } from "@/lib/stacks/settings";
import { basicFields } from "@/lib/stacks/spacetimedb/fields/basic-fields";
import { configFields } from "@/lib/stacks/spacetimedb/fields/config-fields";
import { folderFields } from "@/lib/stacks/spacetimedb/fields/folder-fields";
import { limitFields } from "@/lib/stacks/spacetimedb/fields/limit-fields";
import { monitoringFields } from "@/lib/stacks/spacetimedb/fields/monitoring-fields";
import { networkFields } from "@/lib/stacks/spacetimedb/fields/network-fields";
import { startFields } from "@/lib/stacks/spacetimedb/fields/start-fields";

export const spacetimedbTopics = {
  basics: "Basics",
  network: "Network",
  folders: "Data and keys",
  monitoring: "Monitoring",
  start: "Start parameters",
  config: "config.toml",
  limits: "Limits and logs",
} as const;

export const spacetimedbFields = {
  ...basicFields,
  ...networkFields,
  ...folderFields,
  ...monitoringFields,
  ...startFields,
  ...configFields,
  ...limitFields,
} as const satisfies SettingFields;

export type SpacetimedbFields = typeof spacetimedbFields;
export type SpacetimedbSettings = SettingsOf<SpacetimedbFields>;
export type SpacetimedbInput = RenderInput<SpacetimedbFields>;
