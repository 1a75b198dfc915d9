import type { Definition } from "@/lib/jobs/definition";
import type { KnownFailure } from "@/lib/stacks/known-failure";
import { type VariableOrigin, variableOrigin } from "@/lib/stacks/variable-origin";

/** Why a service did not come up, out of its own log. */
export type KnownCause = {
  /** As it reads behind the service's name. */
  reason: string;
  fix: string;
  /** The line of the log that tells. */
  line: string;
  /** What to change, as errors name a field. */
  field?: string;
  final: boolean;
};

/** Other lines than these mention a variable without blaming it. */
const BLAME =
  /error|fatal|panic|invalid|malformed|must|missing|required|refus|fail|cannot|could not|expected|convert/i;

/** The cause that the kind knows by its words; else the variable that the log blames. Null when it says neither. */
export function knownCause(
  { kind, rendered }: Pick<Definition, "kind" | "rendered">,
  service: string,
  lines: readonly string[],
): KnownCause | null {
  for (const failure of kind.failures ?? []) {
    const cause = isOf(failure, service) ? causeBy(failure, lines) : null;
    if (cause !== null) return cause;
  }
  const environment = Object.entries(rendered.project.services[service]?.environment ?? {});
  for (const line of lines.filter((one) => BLAME.test(one)).toReversed()) {
    const words = new Set(line.split(/[^A-Za-z0-9_]+/));
    for (const [name, value] of environment.filter(([one]) => words.has(one))) {
      const origin = variableOrigin(kind, service, name, value);
      if (origin !== null) return causeByVariable(name, origin, line);
    }
  }
  return null;
}

function isOf({ services }: KnownFailure, service: string): boolean {
  return services === undefined || services.includes(service);
}

function causeBy(
  { says, reason, fix, field, final }: KnownFailure,
  lines: readonly string[],
): KnownCause | null {
  for (const line of lines.toReversed()) {
    const match = says.exec(line);
    if (match === null) continue;
    return { reason: reason(match), fix, line, ...(field !== undefined && { field }), final: final === true };
  }
  return null;
}

function causeByVariable(name: string, { field, label }: VariableOrigin, line: string): KnownCause {
  return {
    reason: `does not take its variable ${name}`,
    fix: `Change “${label}” under ${field.startsWith("secrets.") ? "Keys" : "Settings"} as the service's log asks, then deploy again`,
    line,
    field,
    final: false,
  };
}
