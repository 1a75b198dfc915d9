import { describe, expect, it } from "vitest";
import { dueSlot, latestSlot, nextSlot, servedUntil } from "@/lib/use-cases/backups/schedule";

const DAILY = { every: "day", hour: 5, weekday: 0 } as const;
const WEEKLY = { every: "week", hour: 23, weekday: 6 } as const;
const OFF = { every: "off", hour: 5, weekday: 0 } as const;
const at = (text: string) => new Date(`${text}Z`);
const progress = (doneSlot: string | null, failures = 0, lastAttemptAt: string | null = null) => ({
  doneSlot: doneSlot === null ? null : at(doneSlot),
  failures,
  lastAttemptAt: lastAttemptAt === null ? null : at(lastAttemptAt),
});

describe("the times of a schedule", () => {
  it.each([
    [DAILY, "2026-11-21T05:00:00", "2026-11-21T05:00:00", "2026-11-22T05:00:00"],
    [DAILY, "2026-11-21T04:59:59", "2026-11-20T05:00:00", "2026-11-21T05:00:00"],
    [DAILY, "2027-01-01T00:00:00", "2026-12-31T05:00:00", "2027-01-01T05:00:00"],
    // 21 November 2026 is a Saturday.
    [WEEKLY, "2026-11-21T22:59:00", "2026-11-14T23:00:00", "2026-11-21T23:00:00"],
    [WEEKLY, "2026-11-21T23:00:00", "2026-11-21T23:00:00", "2026-11-28T23:00:00"],
    [WEEKLY, "2026-11-25T12:00:00", "2026-11-21T23:00:00", "2026-11-28T23:00:00"],
  ] as const)("%o at %s", (schedule, now, latest, next) => {
    expect(latestSlot(schedule, at(now))).toEqual(at(latest));
    expect(nextSlot(schedule, at(now))).toEqual(at(next));
  });

  it("are none when it is off", () => {
    expect(latestSlot(OFF, at("2026-11-21T05:00:00"))).toBeNull();
    expect(dueSlot(OFF, progress(null), at("2026-11-21T05:00:00"))).toBeNull();
  });
});

describe("dueSlot", () => {
  it("serves each time once, by whatever tick", () => {
    const done = progress("2026-11-20T05:00:00");
    expect(dueSlot(DAILY, done, at("2026-11-21T04:59:59"))).toBeNull();
    expect(dueSlot(DAILY, done, at("2026-11-21T05:00:07"))).toEqual(at("2026-11-21T05:00:00"));
    expect(dueSlot(DAILY, progress("2026-11-21T05:00:00"), at("2026-11-21T05:00:37"))).toBeNull();
  });

  it("makes up for all that were missed by one, and for nothing from before it was switched on", () => {
    expect(dueSlot(DAILY, progress("2026-11-01T05:00:00"), at("2026-11-21T17:00:00"))).toEqual(
      at("2026-11-21T05:00:00"),
    );
    expect(dueSlot(DAILY, progress(null), at("2026-11-21T17:00:00"))).toBeNull();
  });

  it("does not run twice when the clock is set back over the time, and goes on after a year too far", () => {
    const done = progress("2026-11-21T05:00:00");
    expect(dueSlot(DAILY, done, at("2026-11-21T04:30:00"))).toBeNull();
    expect(dueSlot(DAILY, done, at("2026-11-21T05:00:00"))).toBeNull();
    expect(dueSlot(DAILY, done, at("2026-11-22T05:00:00"))).toEqual(at("2026-11-22T05:00:00"));
    const ahead = at("2027-11-21T05:00:00");
    expect(servedUntil(DAILY, ahead, at("2026-11-21T12:00:00"))).toEqual(at("2026-11-21T05:00:00"));
    expect(servedUntil(DAILY, ahead, at("1970-01-01T12:00:00"))).toEqual(at("1970-01-01T05:00:00"));
  });

  it("tries a failed one again later and later, and at once after a clock that ran ahead", () => {
    const now = at("2026-11-21T05:10:00");
    const tried = (failures: number, when: string) =>
      dueSlot(DAILY, progress("2026-11-20T05:00:00", failures, when), now) !== null;
    expect(tried(1, "2026-11-21T05:05:01")).toBe(false);
    expect(tried(1, "2026-11-21T05:05:00")).toBe(true);
    expect(tried(2, "2026-11-21T05:05:00")).toBe(false);
    expect(tried(2, "2026-11-21T04:55:00")).toBe(true);
    expect(tried(40, "2026-11-21T04:10:01")).toBe(false);
    expect(tried(40, "2026-11-21T04:10:00")).toBe(true);
    expect(tried(40, "2027-11-21T04:10:00")).toBe(true);
  });
});

it("a thousand ticks with jumps of the clock never serve a time twice", () => {
  const served = new Set<number>();
  let now = Date.parse("2026-11-21T00:00:00Z");
  let doneSlot: Date | null = at("2026-11-20T05:00:00");
  for (let tick = 0; tick < 1000; tick += 1) {
    // Four and a half hours on, and now and then up to 19 hours back.
    now += tick % 9 === 8 ? -((tick * 37) % 20) * 3_600_000 : 4.5 * 3_600_000;
    doneSlot = servedUntil(DAILY, doneSlot, new Date(now));
    const slot = dueSlot(DAILY, { doneSlot, failures: 0, lastAttemptAt: null }, new Date(now));
    if (slot === null) continue;
    expect(served.has(slot.getTime())).toBe(false);
    served.add(slot.getTime());
    doneSlot = slot;
  }
  expect(served.size).toBeGreaterThan(50);
});
