import type { ComposeService, EnvValue } from "@/lib/stacks/compose-project";
import { envNames, resolvedEnv } from "@/lib/stacks/env-value";
import { type Difference, NONE } from "@/lib/stacks/supabase/upstream/difference";
import { interpolate } from "@/lib/stacks/supabase/upstream/interpolate";
import type { UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";
import { upstreamVariables } from "@/lib/stacks/supabase/upstream/upstream-variables";

type Env = Readonly<Record<string, string>>;

/** Upstream's examples, for names that the rendered `.env` does not have. */
const EXAMPLES: Env = Object.fromEntries(
  Object.entries(upstreamVariables).map(([name, { example }]) => [name, example]),
);

/** Each variable that one of the two lacks, or that a container would see with another value. */
export function environmentDifferences(
  name: string,
  upstream: UpstreamService,
  service: ComposeService,
  env: Env,
): Difference[] {
  const ours = service.environment ?? {};
  const names = new Set([...Object.keys(upstream.environment), ...Object.keys(ours)]);
  return [...names].sort().flatMap((variable) => {
    const theirs = upstream.environment[variable];
    const value = ours[variable];
    if (theirs !== undefined && value !== undefined && isSame(theirs, value, env)) return [];
    return [
      {
        service: name,
        what: `variable ${variable}`,
        upstream: theirs === undefined ? NONE : shownText(theirs),
        here: value === undefined ? NONE : shownText(expressionOf(value)),
      },
    ];
  });
}

/**
 * Both come from the same entries of `.env`; or they are equal, and ours comes from an entry that upstream does not
 * have. Equal values of two entries that both have are chance: they part as soon as one is changed.
 */
function isSame(theirs: string, value: EnvValue, env: Env): boolean {
  if ([referring(theirs, env), theirs].includes(expressionOf(value))) return true;
  const names = envNames(value);
  const isOwn = names.length > 0 && names.every((name) => !(name in upstreamVariables));
  return isOwn && interpolate(theirs, { ...EXAMPLES, ...env }) === resolvedEnv(value, env);
}

/** Upstream's expression with defaults decided, and references only to what the rendered `.env` has. */
export function referring(expression: string, env: Env): string {
  const references = Object.entries(env).map(([name, value]) => [name, value === "" ? "" : `\${${name}}`]);
  return interpolate(expression, { ...EXAMPLES, ...Object.fromEntries(references) });
}

function expressionOf(value: EnvValue): string {
  if (typeof value === "string") return value;
  if ("projectName" in value) return `\${COMPOSE_PROJECT_NAME}`;
  return "env" in value ? `\${${value.env}}` : value.parts.map(expressionOf).join("");
}

function shownText(text: string): string {
  return text === "" ? "empty" : text;
}
