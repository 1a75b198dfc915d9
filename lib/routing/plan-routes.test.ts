import { expect, it } from "vitest";
import { planRoutes } from "@/lib/routing/plan-routes";
import type { Route } from "@/lib/routing/route";

const route = (name: string, port: number, stackName: string | null = "shop"): Route => ({
  name,
  port,
  target: stackName === null ? null : { stackId: stackName, stackName, endpoint: "api" },
});

const words = (before: Route[], after: Route[]) =>
  planRoutes(before, after).map(
    ({ verb, target, cause }) => `${verb} ${target.type} ${target.name}: ${cause}`,
  );

it("says which names come, change and go, and why", () => {
  const before = [route("a.example", 1), route("b.example", 2), route("c.example", 3), route("d.example", 4)];
  const after = [
    route("z.example", 9400, null),
    route("d.example", 4),
    route("c.example", 3, "blog"),
    route("b.example", 5),
  ];
  expect(words(before, after)).toEqual([
    "remove route a.example: shop is no longer reached by it",
    "recreate route b.example: port 2 becomes 5",
    "recreate route c.example: leads to blog instead of shop",
    "create route z.example: the panel is reached by it, at port 9400",
  ]);
});

it("says nothing of what stays", () => {
  expect(words([route("a.example", 1)], [route("a.example", 1)])).toEqual([]);
});
