import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { Access, Endpoint } from "@/lib/stacks/kind";

type TunnelParts = {
  access: Access["mode"];
  endpoints: readonly Pick<Endpoint, "hostPort">[];
  project: Pick<ComposeProject, "services"> | null;
  /** `user@address` */
  signInTarget: string;
};

/**
 * Typed on the person's own computer: the stack's ports on loopback then answer there under localhost. Under a domain
 * those are all but what has a name, as a database's; null where every port is reached without.
 */
export function tunnelLine({ access, endpoints, project, signInTarget }: TunnelParts): string | null {
  if (access === "address") return null;
  const named = endpoints.map(({ hostPort }) => hostPort);
  const published = Object.values(project?.services ?? {}).flatMap(({ ports = [] }) =>
    ports.map(({ hostPort }) => hostPort),
  );
  const wanted =
    access === "private" ? [...named, ...published] : published.filter((port) => !named.includes(port));
  const ports = [...new Set(wanted)];
  if (ports.length === 0) return null;
  return `ssh ${ports.map((port) => `-L ${port}:127.0.0.1:${port}`).join(" ")} ${signInTarget}`;
}
