import { expect, test } from "vitest";
import { type LiveData, LiveStore } from "@/components/live/live-store";
import type { EventLine } from "@/lib/api/contract/event-views";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { StackView } from "@/lib/api/contract/stack-views";

const stack = (id: string, state = "running") => ({ id, name: id, state }) as StackView;
const job = (number: number, state = "running") => ({ id: `j${number}`, number, state }) as JobSummaryView;
const host = {} as LiveData["host"];
const line = (value: unknown) => value as EventLine;

function makeStore() {
  const data: LiveData = {
    stacks: [stack("a"), stack("b")],
    jobs: [job(1)],
    host,
    connection: { state: "live" },
  };
  const store = new LiveStore(data);
  let told = 0;
  store.subscribe(() => {
    told += 1;
  });
  return { store, told: () => told };
}

test("a chunk of lines is one update, and what it does not touch keeps its identity", () => {
  const { store, told } = makeStore();
  const before = store.get();
  store.apply([
    line({ type: "stack", stack: stack("a", "stopping") }),
    line({ type: "stack", stack: stack("a", "stopped") }),
    line({ type: "job", job: job(2) }),
  ]);
  const after = store.get();
  expect(told()).toBe(1);
  expect(after.stacks.map(({ state }) => state)).toEqual(["stopped", "running"]);
  expect(after.stacks[1]).toBe(before.stacks[1]);
  expect(after.host).toBe(before.host);
  expect(after.jobs.map(({ number }) => number)).toEqual([2, 1]);
});

test("heartbeats wake nobody", () => {
  const { store, told } = makeStore();
  store.apply([line({ type: "heartbeat", at: "x" })]);
  store.setConnection({ state: "live" });
  expect(told()).toBe(0);
});

test("stacks come and go; a snapshot replaces all", () => {
  const { store } = makeStore();
  store.apply([line({ type: "stack", stack: stack("c") }), line({ type: "stack-removed", stackId: "a" })]);
  expect(store.get().stacks.map(({ id }) => id)).toEqual(["b", "c"]);
  store.apply([line({ type: "snapshot", stacks: [stack("z")], jobs: [], host })]);
  expect(store.get()).toMatchObject({ stacks: [{ id: "z" }], jobs: [] });
});

test("no more than fifty jobs are kept, the newest", () => {
  const { store } = makeStore();
  store.apply(Array.from({ length: 80 }, (_, index) => line({ type: "job", job: job(index + 2) })));
  expect(store.get().jobs).toHaveLength(50);
  expect(store.get().jobs[0]?.number).toBe(81);
});
