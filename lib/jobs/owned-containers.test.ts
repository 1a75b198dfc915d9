import { expect, it } from "vitest";
import { inStartOrder, isLeftover, isOwned } from "@/lib/jobs/owned-containers";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

const STACK = { id: "5tack", name: "shop" };
const LABELS = {
  [STACK_LABEL]: "5tack",
  "com.docker.compose.project": "shop",
  "com.docker.compose.service": "web",
};

it.each([
  ["the service's container", "shop-web-1", LABELS, true],
  ["its replacement, half made", "0123456789ab_shop-web-1", LABELS, true],
  ["one that copies the labels under another name", "evil", LABELS, false],
  ["one that copies them and the name, but for the number", "shop-web-2", LABELS, false],
  ["one of another stack", "shop-web-1", { ...LABELS, [STACK_LABEL]: "other" }, false],
  ["one of another project", "shop-web-1", { ...LABELS, "com.docker.compose.project": "blog" }, false],
  ["one without a service", "shop-web-1", { ...LABELS, "com.docker.compose.service": undefined }, false],
])("tells whether %s is the stack's", (_, name, given, owned) => {
  const labels = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  expect(isOwned(STACK, { name, labels })).toBe(owned);
});

it("knows what a half recreate leaves by its name", () => {
  expect(isLeftover({ name: "0123456789ab_shop-web-1", labels: LABELS })).toBe(true);
  expect(isLeftover({ name: "shop-web-1", labels: LABELS })).toBe(false);
});

it("starts what others need first, also where they need each other", () => {
  const one = (service: string, needs: string) => ({
    name: service,
    labels: { "com.docker.compose.service": service, "com.docker.compose.depends_on": needs },
  });
  const order = (all: ReturnType<typeof one>[]) => inStartOrder(all).map(({ name }) => name);
  const app = one("app", "db:service_healthy:false,cache:service_started:false");
  expect(order([app, one("cache", ""), one("db", "")])).toEqual(["db", "cache", "app"]);
  expect(order([one("a", "b:service_started:false"), one("b", "a:service_started:false")]).sort()).toEqual([
    "a",
    "b",
  ]);
});
