import {
  type Check,
  failed,
  failedBy,
  type PreflightInput,
  passed,
  warned,
} from "@/lib/jobs/preflight/check";
import { HTTP_PORT, HTTPS_PORT, ROUTING_LABEL } from "@/lib/routing/caddy-project";
import type { DnsVerdict } from "@/lib/routing/dns-verdict";

/** Where a stack is reached by domain: its names lead here, and Caddy can have the ports that browsers ask at. */
export async function checkDomain(input: PreflightInput): Promise<Check[]> {
  const { access } = input.definition.input;
  if (access.mode !== "domain") return [];
  const [verdicts, ports] = await Promise.all([
    input.services.routing.verdicts(Object.values(access.names)),
    checkWebPorts(input),
  ]);
  return [...verdicts.map(dnsCheck), ports];
}

function dnsCheck({ name, state, detail, records }: DnsVerdict): Check {
  const [id, title] = [`domain-${name}`, "Domain"];
  const sentence = `${name} ${detail}`;
  if (state === "here") return passed(id, title, sentence);
  if (state === "unclear")
    return warned(id, title, `${name}: ${detail}`, "Look at this server's name servers");
  return failed("dns-mismatch", id, title, sentence, recordsFix(records));
}

/** What to do, record by record: `Set the record A cms.example.com 203.0.113.7`. */
function recordsFix(records: DnsVerdict["records"]): string {
  if (records.length === 0) return "Point the name at this server's public address";
  const lines = records.map(({ type, name, value }) => `${type} ${name} → ${value}`);
  const what = lines.length === 1 ? "the record" : "the records";
  return `Where the domain's DNS is kept, set ${what} ${lines.join(" and ")}. Behind a router, name its address under Settings › Domains`;
}

async function checkWebPorts({ services, containers }: PreflightInput): Promise<Check> {
  const [id, title] = ["ports-web", "Ports 80 and 443"];
  const { host, routing } = services;
  const caddy = containers.find(({ labels, state }) => ROUTING_LABEL in labels && state === "running");
  if (caddy?.labels[ROUTING_LABEL] === routing.installation) {
    return passed(id, title, "held by Slipway's Caddy already");
  }
  try {
    for (const port of [HTTP_PORT, HTTPS_PORT]) {
      const holder = containers.find(({ ports }) => ports.some(({ hostPort }) => hostPort === port));
      if (holder === undefined && !(await host.portInUse(port, "tcp"))) continue;
      const by = holder === undefined ? "a process on this host" : `the container ${holder.name}`;
      return failed(
        "port-in-use",
        id,
        title,
        `Port ${port} is in use by ${caddy === undefined ? by : "the Caddy of another Slipway"}`,
        "Stop what holds it: certificates and https need both ports",
      );
    }
  } catch (error) {
    return failedBy(error, id, title);
  }
  return passed(id, title, "free");
}
