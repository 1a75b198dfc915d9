import type { RouteJson } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import { PanelError } from "@/lib/errors";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { MASK } from "@/lib/stacks/env-file";
import { envNames, resolvedEnv } from "@/lib/stacks/env-value";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { shownRevision } from "@/lib/use-cases/stacks/stack-profile";

type Answer = RouteJson<(typeof stackRoutes)["stacks.service"]>;

/** One service closely; what its container says comes from the last look at it. */
export async function showService(parts: PanelParts, idOrName: string, name: string): Promise<Answer> {
  const stack = await stackOf(parts, idOrName);
  const view = await parts.views.of(stack);
  const service = view.services.find((one) => one.name === name);
  if (service === undefined) {
    throw new PanelError("service-not-found", `${stack.name} has no service ${name}`, {
      fix: `It has: ${view.services.map((one) => one.name).join(", ")}`,
    });
  }
  const container = parts.containers.claimedBy(stack.id).find(({ id }) => id === service.containerId);
  const [{ redact }, definition] = await Promise.all([
    parts.profiles.of(stack),
    loadDefinition(parts.source, stack, shownRevision(stack)),
  ]);
  const secretNames = secretVariables(definition, name);
  const environment = container?.environment ?? definedEnvironment(definition, name);
  return {
    service,
    command: redact(container?.command.join(" ") ?? ""),
    mounts: (container?.mounts ?? []).map(({ source, target, type, volume }) => ({
      source: volume ?? source,
      target,
      type,
    })),
    environment: environment
      .map((variable) => {
        // By name, and by value too: a secret may stand inside a connection string.
        const secret = secretNames.has(variable.name) || redact(variable.value) !== variable.value;
        return { name: variable.name, value: secret ? MASK : variable.value, secret };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    checks: (container?.checks ?? []).map((check) => ({ ...check, output: redact(check.output) })),
  };
}

function secretVariables({ rendered: { project } }: Definition, service: string): ReadonlySet<string> {
  const environment = project.services[service]?.environment ?? {};
  const names = Object.entries(environment).flatMap(([name, value]) =>
    envNames(value).some((entry) => project.secretEnv.includes(entry)) ? [name] : [],
  );
  return new Set(names);
}

function definedEnvironment({ rendered: { project } }: Definition, service: string) {
  return Object.entries(project.services[service]?.environment ?? {}).map(([name, value]) => ({
    name,
    value: resolvedEnv(value, project.env),
  }));
}
