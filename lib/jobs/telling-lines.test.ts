import { expect, it } from "vitest";
import { tellingLines } from "@/lib/jobs/telling-lines";

const FRAMES = Array.from({ length: 9 }, (_, index) => `    at start (file:///app/main.mjs:${index}:1)`);

it("names the error above a trace", () => {
  const log = ["listening", "Error: Missing required field", ...FRAMES, "Node.js v22.23.3"];
  expect(tellingLines(log, 5)).toEqual(["listening", "Error: Missing required field"]);
});

it("gives the last of an ordinary log, and of one that is nothing but a trace", () => {
  expect(tellingLines(["one", "two at three", "four"], 2)).toEqual(["two at three", "four"]);
  expect(tellingLines(FRAMES, 2)).toEqual(FRAMES.slice(-2));
});
