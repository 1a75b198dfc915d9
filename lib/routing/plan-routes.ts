import type { OperationView } from "@/lib/api/contract/stack-views";
import { type Route, routeOwner } from "@/lib/routing/route";

/** What loading the routes `after` changes, each with its cause; in the order of their names. */
export function planRoutes(before: readonly Route[], after: readonly Route[]): OperationView[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((routes) => routes.find((route) => route.name === name));
    if (now === undefined) {
      return old === undefined
        ? []
        : [operation("remove", name, `${routeOwner(old)} is no longer reached by it`)];
    }
    if (old === undefined) {
      return [operation("create", name, `${routeOwner(now)} is reached by it, at port ${now.port}`)];
    }
    const cause = changeCause(old, now);
    return cause === null ? [] : [operation("recreate", name, cause)];
  });
}

function changeCause(old: Route, now: Route): string | null {
  if (routeOwner(old) !== routeOwner(now)) return `leads to ${routeOwner(now)} instead of ${routeOwner(old)}`;
  return old.port === now.port ? null : `port ${old.port} becomes ${now.port}`;
}

function operation(verb: OperationView["verb"], name: string, cause: string): OperationView {
  return { verb, target: { type: "route", name }, cause, destructive: false, sizeBytes: null };
}
