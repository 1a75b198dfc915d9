import { describe, expect, it } from "vitest";
import { ownerSignsIn, sweepGuessing } from "@/e2e/sweeps/guessing";
import { sweptForAll } from "@/e2e/sweeps/swept-for-all";

const TRIES = 500;
const HOME = "127.0.0.1";

/** Every address of the loopback network reaches the panel, so one machine can come from a hundred. */
describe("guesses of the owner's password", () => {
  const panel = sweptForAll();

  it("are held off after a few, from one address and from a hundred, and do not lock the owner out", async () => {
    const swept = panel();
    expect(await ownerSignsIn(swept, HOME)).toBe(true);
    const hundred = Array.from({ length: 100 }, (_, index) => `127.0.1.${index + 1}`);
    const { calls, successes, evaluated } = await sweepGuessing(swept, [["127.0.2.1"], hundred], TRIES);
    console.log(`${evaluated} of ${calls} guesses were looked at`);
    expect(successes).toEqual([]);
    expect(evaluated).toBeGreaterThan(0);
    expect(await ownerSignsIn(swept, HOME)).toBe(true);
    expect(await ownerSignsIn(swept, "127.0.2.1")).toBe(false);
  });
});
