import { expect, test } from "vitest";
import { stripSentence } from "@/components/state/strip-sentence";

test("names the sick and counts the finished apart", () => {
  const sentence = stripSentence([
    { name: "db", state: "running" },
    { name: "imgproxy", state: "unhealthy" },
    { name: "migrate", state: "done" },
  ]);
  expect(sentence).toBe("1 of 2 services healthy, imgproxy unhealthy, 1 finished");
});

test("says not started for what waits", () => {
  expect(
    stripSentence([
      { name: "a", state: "waiting" },
      { name: "b", state: "starting" },
    ]),
  ).toBe("0 of 2 services healthy, 1 starting, 1 not started");
});

test("names three sick services at most and merges states with one word", () => {
  const sick = ["a", "b", "c", "d", "e"].map((name) => ({ name, state: "failed" as const }));
  expect(stripSentence([...sick, { name: "f", state: "deploying" }, { name: "g", state: "starting" }])).toBe(
    "0 of 7 services healthy, a failed, b failed, c failed, 2 more unhealthy, 2 starting",
  );
});

test("speaks of one service in the singular", () => {
  expect(stripSentence([{ name: "directus", state: "running" }])).toBe("1 of 1 service healthy");
});
