import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  plural,
} from "@/components/ui/format";

/** The functions join figure and unit by a space that does not break. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

describe("formatBytes", () => {
  test.each([
    [0, "0 B"],
    [512, "512 B"],
    [4096, "4 KiB"],
    [412 * MiB, "412 MiB"],
    [2.5 * MiB, "2.5 MiB"],
    [1.96 * GiB, "1.96 GiB"],
    [94.04 * GiB, "94 GiB"],
    [155 * GiB, "155 GiB"],
    [1023.7 * MiB, "1 GiB"],
    [-5, "0 B"],
  ])("%d is %s", (bytes, text) => expect(plain(formatBytes(bytes))).toBe(text));

  test("counts in thousands over the network, with fixed decimals where asked", () => {
    expect(plain(formatBytes(2_380_000_000, { base: "decimal" }))).toBe("2.38 GB");
    expect(plain(formatBytes(402_700_000, { base: "decimal", digits: 1 }))).toBe("402.7 MB");
    expect(plain(formatBytes(241_000_000, { base: "decimal", digits: 1 }))).toBe("241.0 MB");
  });

  test("the figure never breaks from its unit", () => expect(formatBytes(1024)).toBe("1\u00a0KiB"));
});

test("formatRate", () => {
  expect(plain(formatRate(9_800_000))).toBe("9.8 MB/s");
  expect(plain(formatRate(12_400))).toBe("12 kB/s");
});

test.each([
  [6, "6 ms"],
  [999.7, "1 s"],
  [800, "800 ms"],
  [4100, "4.1 s"],
  [9960, "10 s"],
  [59_600, "1 min"],
  [272_000, "4 min 32 s"],
  [3_599_800, "1 h"],
  [7_500_000, "2 h 5 min"],
  [41 * 86_400_000, "41 days"],
])("formatDuration of %d ms is %s", (ms, text) => expect(plain(formatDuration(ms))).toBe(text));

test.each([
  [0.008, "0.8 %"],
  [0.13, "13 %"],
  [0.0997, "10 %"],
  [3.4, "340 %"],
])("formatPercent of %d is %s", (share, text) => expect(plain(formatPercent(share))).toBe(text));

test("counts and nouns", () => {
  expect(formatCount(1208)).toBe("1,208");
  expect(formatCount(999)).toBe("999");
  expect(formatCount(1_000_000)).toBe("1,000,000");
  expect(plain(plural(1, "service"))).toBe("1 service");
  expect(plain(plural(1200, "entry", "entries"))).toBe("1,200 entries");
});

test.each([
  [1, "just now"],
  [40, "40 s ago"],
  [12 * 60 + 50, "12 min ago"],
  [2 * 3600, "2 h ago"],
  [47 * 3600, "47 h ago"],
  [6 * 86_400, "6 days ago"],
  [100 * 86_400, "3 months ago"],
  [800 * 86_400, "2 years ago"],
  [-90, "in 1 min"],
])("formatAge of %d s is %s", (seconds, text) => {
  const now = 1_795_000_000_000;
  expect(plain(formatAge(now - seconds * 1000, now))).toBe(text);
});
