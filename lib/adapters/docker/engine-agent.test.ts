import { request } from "node:http";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { EngineAgent } from "@/lib/adapters/docker/engine-agent";

test("a print of the agent does not walk through the requests that are open", async () => {
  const agent = new EngineAgent("/nowhere.sock");
  const failed = new Promise((resolve) => request({ agent, path: "/version" }).on("error", resolve).end());
  expect(inspect({ agent }, { showHidden: true, depth: null })).toBe("{ agent: EngineAgent /nowhere.sock }");
  await failed;
});
