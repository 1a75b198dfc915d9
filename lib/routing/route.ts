import type { Access, Endpoint } from "@/lib/stacks/kind";

/** A name that Caddy answers for, and where on this host it passes the request on to. */
export type Route = {
  /** In lower case. */
  name: string;
  /** On loopback. */
  port: number;
  /** null: the panel itself. */
  target: { stackId: string; stackName: string; endpoint: string } | null;
};

/** The routes that a stack's access asks for; none unless it is reached by domain. */
export function stackRoutes(
  stack: { id: string; name: string },
  access: Access,
  endpoints: readonly Endpoint[],
): Route[] {
  if (access.mode !== "domain") return [];
  return endpoints.flatMap(({ id, hostPort }) => {
    const name = access.names[id];
    if (name === undefined) return [];
    return [{ name, port: hostPort, target: { stackId: stack.id, stackName: stack.name, endpoint: id } }];
  });
}

/** For people: `shop`, `the panel`. */
export function routeOwner({ target }: Route): string {
  return target === null ? "the panel" : target.stackName;
}
