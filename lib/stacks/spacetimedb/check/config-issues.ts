import type { FieldIssue } from "@/lib/errors";
import { directivesOf } from "@/lib/stacks/spacetimedb/config/config-toml";
import { directiveProblem } from "@/lib/stacks/spacetimedb/config/directive";
import { readConfig } from "@/lib/stacks/spacetimedb/config/read-config";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** What would end the start at config.toml, or make it do something else than it says. */
export function configIssues(settings: SpacetimedbSettings): FieldIssue[] {
  switch (settings.configSource) {
    case "server":
      return [];
    case "text":
      return readConfig(settings.configText).problems.map((message) => ({ field: "configText", message }));
    case "form":
      return [...directiveIssues(settings), ...pingIssues(settings)];
  }
}

function directiveIssues({ logDirectives }: SpacetimedbSettings): FieldIssue[] {
  return directivesOf(logDirectives).flatMap((directive) => {
    const message = directiveProblem(directive);
    return message === undefined ? [] : [{ field: "logDirectives", message }];
  });
}

function pingIssues({ pingInterval, idleTimeout }: SpacetimedbSettings): FieldIssue[] {
  if (milliseconds(pingInterval) < milliseconds(idleTimeout)) return [];
  const message = "Idle clients must be dropped later than they are pinged, or all of them are";
  return [{ field: "idleTimeout", message }];
}

/** @param duration as the fields' pattern has it */
function milliseconds(duration: string): number {
  const [, amount = "0", unit = ""] = /^(\d+)(ms|s|m|h)$/.exec(duration) ?? [];
  return Number(amount) * (UNIT_MS[unit] ?? 0);
}
