import type { FakeWorld } from "@/lib/jobs/test-support/fake-world";

const START_MS = 20;

/** So that Compose is still at work when the first container has started. */
export function startSlowly({ engine }: FakeWorld): void {
  const start = engine.startContainer.bind(engine);
  engine.startContainer = async (id) => {
    await new Promise((resolve) => setTimeout(resolve, START_MS));
    return start(id);
  };
}

/** How many runs of Compose there are whenever a verdict is written. */
export function runningAtVerdicts({ jobs, compose }: FakeWorld): number[] {
  const running: number[] = [];
  const end = jobs.end.bind(jobs);
  jobs.end = (...verdict) => {
    running.push(compose.running);
    return end(...verdict);
  };
  return running;
}
