import { afterAll, beforeAll } from "vitest";
import { SweptPanel } from "@/e2e/sweeps/swept-panel";

/** One panel for all tests of a file. @returns what gives it, within a test or a hook after this */
export function sweptForAll(): () => SweptPanel {
  let swept: SweptPanel | undefined;
  beforeAll(async () => {
    swept = await SweptPanel.open();
  });
  afterAll(async () => swept?.close());
  return () => {
    if (swept === undefined) throw new Error("The panel has not started");
    return swept;
  };
}
