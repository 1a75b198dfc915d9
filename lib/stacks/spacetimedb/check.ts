import type { FieldIssue } from "@/lib/errors";
import type { SecretValues } from "@/lib/stacks/kind";
import { configIssues } from "@/lib/stacks/spacetimedb/check/config-issues";
import { folderIssues } from "@/lib/stacks/spacetimedb/check/folder-issues";
import { keyIssues } from "@/lib/stacks/spacetimedb/check/key-issues";
import { portIssues } from "@/lib/stacks/spacetimedb/check/port-issues";
import { startIssues } from "@/lib/stacks/spacetimedb/check/start-issues";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

/** Combinations of settings and secrets that the server would not start with, or would start with in vain. */
export function checkSpacetimedb(settings: SpacetimedbSettings, secrets: SecretValues): FieldIssue[] {
  return [
    ...portIssues(settings),
    ...folderIssues(settings),
    ...startIssues(settings),
    ...configIssues(settings),
    ...keyIssues(settings, secrets),
  ];
}
