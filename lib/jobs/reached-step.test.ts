import { expect, it } from "vitest";
import type { StepView } from "@/lib/api/contract/job-views";
import { isPastReturn, reachedStep, withEarlierSteps } from "@/lib/jobs/reached-step";

const IDS = ["render", "preflight", "pull", "create", "start", "health"];

/** A run that came to a step and was ended there. */
function cameTo(step: string): StepView[] {
  return IDS.map((id, index) => {
    const state = id === step ? "running" : index < IDS.indexOf(step) ? "done" : "waiting";
    return { id, title: id, state, detail: "", startedAt: null, endedAt: null };
  });
}

it("is the own step once the run changes containers, else as far as an earlier one came", () => {
  expect(reachedStep(cameTo("create"), cameTo("health"))).toBe("create");
  expect(reachedStep(cameTo("pull"), cameTo("start"))).toBe("start");
  expect(reachedStep(cameTo("preflight"), cameTo("pull"))).toBe("preflight");
  expect(reachedStep(cameTo(""), [])).toBeNull();
});

it("is known to a third run by what the second one left", () => {
  const left = (second: string, first: string) => withEarlierSteps(cameTo(second), cameTo(first));
  expect(reachedStep(cameTo("render"), left("preflight", "create"))).toBe("create");
  expect(reachedStep(cameTo("render"), left("create", "health"))).toBe("create");
  expect(reachedStep(cameTo("render"), left("pull", "pull"))).toBe("render");
});

it("leaves out what was skipped", () => {
  const skipped = cameTo("pull").map(
    (step): StepView => (step.state === "waiting" ? { ...step, state: "skipped" } : step),
  );
  expect(reachedStep(skipped, [])).toBe("pull");
  expect(reachedStep(cameTo("render"), withEarlierSteps(skipped, cameTo("start")))).toBe("start");
});

it("forgets no step without a way back, however often a job is begun anew", () => {
  const ids = ["pause", "empty", "fill"];
  const steps = (reached: string): StepView[] =>
    cameTo("").map((step, index) => ({
      ...{ ...step, id: ids[index] ?? step.id },
      state: index <= ids.indexOf(reached) ? "done" : "waiting",
    }));
  expect(isPastReturn(steps("pause"))).toBe(false);
  expect(isPastReturn(withEarlierSteps(steps("pause"), steps("fill")))).toBe(true);
  expect(withEarlierSteps(steps("pause"), steps("fill"))[2]?.state).toBe("waiting");
});
