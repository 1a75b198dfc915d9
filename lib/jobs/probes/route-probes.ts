import type { Definition } from "@/lib/jobs/definition";
import type { Routing } from "@/lib/jobs/routing";
import { stackRoutes } from "@/lib/routing/route";
import type { Probe, ProbeOutcome } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

/** An authority takes seconds, with a queue in front of it a minute. */
const CERTIFICATE_MS = 90_000;

export type RouteProbe = Probe<SettingFields> & { warmUpMs: number };

/** One probe for each name that the stack is reached by: Caddy has the route, a certificate, and gets an answer. */
export function routeProbes(
  routing: Routing,
  definition: Definition,
  signal: AbortSignal,
  onProgress: (text: string) => void,
): RouteProbe[] {
  const { kind, input } = definition;
  const endpoints = kind.endpoints(input);
  const stack = { id: definition.stackId, name: definition.name };
  return stackRoutes(stack, input.access, endpoints).map(({ name, port, target }) => ({
    id: `domain-${target?.endpoint ?? ""}`,
    title: `https://${name} leads here`,
    service: endpoints.find(({ id }) => id === target?.endpoint)?.service ?? "",
    warmUpMs: CERTIFICATE_MS,
    async run() {
      await routing.apply(onProgress, signal);
      return outcome(routing, name, port);
    },
  }));
}

async function outcome(routing: Routing, name: string, port: number): Promise<ProbeOutcome> {
  const visit = await routing.visit(name);
  if (visit.status === null) {
    const complaint = await routing.complaint(name);
    return {
      ok: false,
      detail: complaint === null ? visit.problem : `${visit.problem}: ${complaint}`,
      fix: "Let ports 80 and 443 through to this server from everywhere: the authority asks there for the name",
    };
  }
  const { certificate, status } = visit;
  if (!certificate.names.includes(name)) {
    return { ok: false, detail: "the certificate is for another name", fix: "Look at Settings › Domains" };
  }
  if (status === 502) {
    return {
      ok: false,
      detail: `Caddy gets no answer at 127.0.0.1:${port}`,
      fix: "Look at the log of the service: it publishes the port, but does not answer",
    };
  }
  const until = certificate.validTo.toISOString().slice(0, 10);
  return { ok: true, detail: `certificate by ${certificate.issuer}, until ${until}` };
}
