import { expect, it } from "vitest";
import { parse } from "yaml";
import { CADDY_PROJECT, caddyProject } from "@/lib/routing/caddy-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { stackNameProblem } from "@/lib/stacks/stack-name";

const project = caddyProject({
  installation: "1",
  registry: "127.0.0.1:5000",
  labels: { "slipway.test": "x" },
});

it("has as few rights as a server on ports 80 and 443 can have", () => {
  const { caddy } = parse(composeYaml(project)).services;
  expect(caddy).toMatchObject({
    image: "127.0.0.1:5000/library/caddy:2.11.7-alpine",
    network_mode: "host",
    cap_drop: ["ALL"],
    cap_add: ["NET_BIND_SERVICE"],
    security_opt: ["no-new-privileges:true"],
    labels: { "slipway.routing": "1", "slipway.test": "x" },
  });
  expect(caddy.ports).toBeUndefined();
  expect(caddy.volumes.map(({ type }: { type: string }) => type)).toEqual(["volume", "volume"]);
});

it("has a name that no stack can take", () => {
  expect(stackNameProblem(CADDY_PROJECT)).toMatch(/reserved/);
});
