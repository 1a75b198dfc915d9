import { expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };

it("waits for an engine that hangs once, not once for each question", async () => {
  const { panel, world } = fakePanel();
  const waiting: (() => void)[] = [];
  const hang = () =>
    new Promise<never>((_, reject) => {
      waiting.push(() => reject(new PanelError("engine-timeout", "The engine does not answer")));
    });
  world.engine.listContainers = hang;
  world.engine.listVolumes = hang;
  world.engine.listNetworks = hang;
  const body = {
    kind: "tiny",
    settings: {},
    secrets: {},
    access: { mode: "private" as const },
    preflight: false,
  };
  const checked = panel.verbs["drafts.check"]({ params: undefined, query: undefined, body }, ANN);
  await expect.poll(() => waiting.length).toBe(3);
  for (const giveUp of waiting) giveUp();
  expect(await checked).toMatchObject({ name: "tiny", issues: [] });
});
