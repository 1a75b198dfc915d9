import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { Access, Endpoint } from "@/lib/stacks/kind";

type TunnelParts = {
  access: Access;
  endpoints: readonly Pick<Endpoint, "id" | "hostPort">[];
  project: Pick<ComposeProject, "services"> | null;
  /** `user@address` */
  signInTarget: string;
};

const LOOPBACK = "127.0.0.1";

/**
 * Typed on the person's own computer: the stack's ports on loopback then answer there under localhost. Under a domain
 * those are all but what has a name, as a database's; by the address those that are not for everybody. Null where every
 * port is reached without.
 */
export function tunnelLine({ signInTarget, ...parts }: TunnelParts): string | null {
  const ports = [...new Set(hiddenPorts(parts))];
  if (ports.length === 0) return null;
  return `ssh ${ports.map((port) => `-L ${port}:${LOOPBACK}:${port}`).join(" ")} ${signInTarget}`;
}

function hiddenPorts({ access, endpoints, project }: Omit<TunnelParts, "signInTarget">): number[] {
  const published = Object.values(project?.services ?? {}).flatMap(({ ports = [] }) => ports);
  const onLoopback = published.filter(({ hostIp }) => hostIp === LOOPBACK).map(({ hostPort }) => hostPort);
  switch (access.mode) {
    case "private":
      return [...endpoints.map(({ hostPort }) => hostPort), ...onLoopback];
    case "address":
      return onLoopback;
    case "domain": {
      const named = endpoints.filter(({ id }) => access.names[id] !== undefined);
      return onLoopback.filter((port) => named.every(({ hostPort }) => hostPort !== port));
    }
  }
}
