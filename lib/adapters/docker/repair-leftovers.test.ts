import { expect, it } from "vitest";
import { repairLeftovers } from "@/lib/adapters/docker/repair-leftovers";
import type { ContainerSummary } from "@/lib/ports/engine";

const container = (name: string): ContainerSummary => ({
  id: `id of ${name}`,
  name,
  image: "a:1",
  imageId: "sha256:1",
  state: "created",
  status: "Created",
  health: "none",
  labels: {},
  ports: [],
  createdAt: "2026-11-20T12:00:00Z",
});

it("removes replacements that never took over, and asks for the stack's own containers only", async () => {
  const names = [
    "shop-db-1",
    "0123456789ab_shop-db-1",
    "0123456789ab_shop-app-1",
    "0123456789ab_other-db-1",
    "0123456789_shop-db-1",
    "0123456789AB_shop-db-1",
    "x0123456789ab_shop-db-1",
  ];
  const asked: unknown[] = [];
  const removed: string[] = [];
  const engine = {
    listContainers: async (filter: unknown) => {
      asked.push(filter);
      return names.map(container);
    },
    removeContainer: async (id: string) => {
      removed.push(id);
    },
  };
  const expected = ["0123456789ab_shop-db-1", "0123456789ab_shop-app-1"];
  expect(await repairLeftovers(engine, "shop", "slipway.stack=7")).toEqual(expected);
  expect(removed).toEqual(expected.map((name) => `id of ${name}`));
  expect(asked).toEqual([{ labels: ["com.docker.compose.project=shop", "slipway.stack=7"] }]);
});
