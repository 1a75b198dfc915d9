import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guess, ownerSignsIn } from "@/e2e/sweeps/guessing";
import { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { routes } from "@/lib/api/contract/routes";

const TRIES = 500;
/** Of one account, in a quarter of an hour. */
const MOST_EVALUATED = 10;
const HOME = "127.0.0.1";

/** Every address of the loopback network reaches the panel, so one machine can come from a hundred. */
describe("guesses of the owner's password", () => {
  let swept: SweptPanel;
  beforeAll(async () => {
    swept = await SweptPanel.open();
  });
  afterAll(async () => swept?.close());

  it("are held off after a few, from one address and from a hundred, and do not lock the owner out", async () => {
    expect(await ownerSignsIn(swept, HOME)).toBe(true);
    const hundred = Array.from({ length: 100 }, (_, index) => `127.0.1.${index + 1}`);
    expect(await guess(swept, ["127.0.2.1"], TRIES)).toBe(0);
    expect(await guess(swept, hundred, TRIES)).toBe(0);
    const evaluated = await looksAt("sign-in refused");
    console.log(`${evaluated} of ${2 * TRIES} guesses were looked at`);
    expect(evaluated).toBeGreaterThan(0);
    expect(evaluated).toBeLessThanOrEqual(MOST_EVALUATED);
    expect(await ownerSignsIn(swept, HOME)).toBe(true);
    expect(await ownerSignsIn(swept, "127.0.2.1")).toBe(false);
  });

  /** Entries of the audit log. */
  async function looksAt(what: string): Promise<number> {
    const { entries } = await swept.panel.control.call(routes["audit.list"], { query: { limit: 500 } });
    return entries.filter((entry) => entry.what === what).length;
  }
});
