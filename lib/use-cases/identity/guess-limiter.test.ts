import { beforeEach, describe, expect, it } from "vitest";
import { type GuessBudget, GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";

const MINUTE_MS = 60_000;
const budget = (key: string, more: Partial<GuessBudget> = {}): GuessBudget => ({
  ...{ key, limit: 3, success: "all" },
  ...more,
});

describe("GuessLimiter", () => {
  let time: number;
  let limiter: GuessLimiter;
  beforeEach(() => {
    time = Date.parse("2026-03-01T10:00:00Z");
    limiter = new GuessLimiter(() => new Date(time), 5);
  });
  const pass = (minutes: number) => {
    time += minutes * MINUTE_MS;
  };
  const admit = (budgets: GuessBudget[], from = "a") => limiter.admit(budgets, from);
  const admitted = (budgets: GuessBudget[], from = "a") => admit(budgets, from).admitted;
  const succeed = (budgets: GuessBudget[], from = "a") => {
    const admission = admit(budgets, from);
    if (!admission.admitted) throw new Error("was to be admitted");
    admission.succeed();
  };

  it("lets the limit through in any 15 minutes, and says how long to wait", () => {
    const ann = [budget("ann")];
    expect(admitted(ann)).toBe(true);
    pass(5);
    expect([admitted(ann), admitted(ann)]).toEqual([true, true]);
    expect(admit(ann)).toEqual({ admitted: false, waitMs: 10 * MINUTE_MS, firstRefusal: true });
    pass(10);
    expect([admitted(ann), admitted(ann)]).toEqual([true, false]);
    pass(5);
    expect([admitted(ann), admitted(ann), admitted(ann)]).toEqual([true, true, false]);
  });

  it("does not count what it refuses, and calls the first refusal of a row by its name", () => {
    const ann = [budget("ann")];
    for (let tries = 0; tries < 3; tries += 1) admit(ann);
    const refusals = Array.from({ length: 100 }, () => admit(ann));
    expect(refusals.map((each) => !each.admitted && each.firstRefusal)).toEqual([
      true,
      ...Array.from({ length: 99 }, () => false),
    ]);
    pass(15);
    for (let tries = 0; tries < 3; tries += 1) expect(admitted(ann)).toBe(true);
    expect(admit(ann)).toMatchObject({ firstRefusal: true });
  });

  it("asks every budget before it takes from one", () => {
    for (let tries = 0; tries < 3; tries += 1) admit([budget("full")]);
    for (let tries = 0; tries < 9; tries += 1) expect(admitted([budget("free"), budget("full")])).toBe(false);
    for (let tries = 0; tries < 3; tries += 1) expect(admitted([budget("free")])).toBe(true);
  });

  it("gives back by a success what the same address took, and nothing of the others", () => {
    const ann = [budget("ann")];
    expect([admitted(ann, "stranger"), admitted(ann, "own")]).toEqual([true, true]);
    succeed(ann, "own");
    expect([admitted(ann), admitted(ann), admitted(ann)]).toEqual([true, true, false]);
  });

  it("washes no guesses off an address by a success for somebody else", () => {
    const address = budget("address", { success: "one" });
    expect([admitted([budget("ann"), address]), admitted([budget("bob"), address])]).toEqual([true, true]);
    succeed([budget("mallory"), address]);
    expect([admitted([address]), admitted([address])]).toEqual([true, false]);
  });

  it("holds no more keys than it was told, and never lets go of a kept one", () => {
    const owner = budget("owner", { kept: true });
    for (let tries = 0; tries < 3; tries += 1) admit([owner]);
    for (let index = 0; index < 1000; index += 1) expect(admitted([budget(`made up ${index}`)])).toBe(true);
    expect(limiter.size).toBe(6);
    expect(admitted([owner])).toBe(false);
  });

  it("shuts nobody out for longer when the clock is set back", () => {
    const ann = [budget("ann")];
    for (let tries = 0; tries < 3; tries += 1) admit(ann);
    time -= 365 * 24 * 60 * MINUTE_MS;
    expect(admit(ann)).toMatchObject({ admitted: false, waitMs: 15 * MINUTE_MS });
    pass(15);
    expect(admitted(ann)).toBe(true);
  });
});
