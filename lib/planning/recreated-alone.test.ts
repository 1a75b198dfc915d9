import { expect, test } from "vitest";
import { recreatedAlone } from "@/lib/planning/recreated-alone";
import type { ComposeService } from "@/lib/stacks/compose-project";

const service = (...needed: string[]): ComposeService => ({
  image: "a:1",
  restart: "no",
  logging: { maxSizeMib: 1, maxFiles: 1 },
  dependsOn: Object.fromEntries(needed.map((name) => [name, "service_started"])),
});
const project = {
  services: { api: service("task"), task: service("database"), database: service(), side: service() },
};
const all = new Set(Object.keys(project.services));

test.each([
  ["nothing changed", [], []],
  ["the last in the chain: nobody depends on it", ["api"], []],
  ["the first in the chain", ["database"], ["database"]],
  ["a whole chain is one run", ["database", "task", "api"], []],
  ["first and last, with one between that stays", ["api", "database"], ["database"]],
  ["two neighbours, with one behind that stays", ["task", "database"], ["task"]],
  ["one that nobody depends on", ["side"], []],
])("%s", (_, changed, expected) => {
  expect(recreatedAlone(project, new Set(changed), all)).toEqual(expected);
});

test("a dependent that has no container yet is made anyway", () => {
  expect(recreatedAlone(project, new Set(["database"]), new Set(["database"]))).toEqual([]);
});
