import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { privateEngineRefusal } from "@/e2e/soak/engine/private-engine";
import { assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { FreshImages } from "@/e2e/soak/panel/fresh-images";
import { type OwnEngine, openWithOwnEngine } from "@/e2e/soak/panel/own-engine";
import { ask, carryOut, createStack, type Saved, saveSettings, untilEnded } from "@/e2e/soak/panel/stacks";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";
import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const TIMES = 10;
const RESTARTED = "restarted";
const KILLED = "killed";
/** The moments of a deploy at which the engine goes, spread over the tries. */
const SPREAD_MS = 5000;
/** As long as systemd takes, and longer. */
const MOST_AWAY_MS = 4000;
const SETTLED_MS = 30_000;

/** The engine goes away in the middle of a deploy and comes back: the verdict must be what the engine then shows. */
export const engineRestartPart: SoakPart = {
  name: "engine-restart",
  title: "An engine that restarts during deploys",
  ids: [...numbered(RESTARTED, TIMES), ...numbered(KILLED, TIMES)],
  tenth: [`${RESTARTED} 03`],
  refusal: privateEngineRefusal,
  open: () =>
    openWithOwnEngine("engine", {}, async ({ engine, worker }) => {
      const stack = await createStack(worker);
      await carryOut(worker, "deploy", stack);
      const panel = { engine, worker, images: new FreshImages(worker), stack };
      return (id) => interrupt(panel, id);
    }),
};

type Panel = OwnEngine & { images: FreshImages; stack: Saved };

async function interrupt({ engine, worker, images, stack }: Panel, id: string): Promise<string> {
  const words = `words of ${id}`;
  await saveSettings(worker, stack.id, {
    apiWords: words,
    databaseWords: words,
    image: await images.push(),
  });
  const { id: job } = await ask(worker, "deploy", stack);
  const afterMs = (numberOf(id) / TIMES) * SPREAD_MS;
  await sleep(afterMs);
  const before = await worker.control.call(routes["jobs.show"], { params: { job } });
  const at =
    before.endedAt === null
      ? (before.steps.find(({ state }) => state === "running")?.id ?? "no step")
      : "its end";
  if (id.startsWith(RESTARTED)) await engine.restart();
  else {
    await engine.kill();
    await sleep(Math.random() * MOST_AWAY_MS);
    await engine.start();
  }
  const verdict = await untilEnded(worker, job);
  await untilSeen({ engine, worker, stack }, verdict, words, id.startsWith(KILLED));
  return `${Math.round(afterMs)} ms into the deploy, at ${at}: job ${verdict.number} ${verdict.state}, as the engine shows`;
}

/** The engine starts containers again after its own start, so what it shows settles a moment later. */
async function untilSeen(
  { engine, worker, stack }: Omit<Panel, "images">,
  verdict: JobView,
  words: string,
  wasKilled: boolean,
): Promise<void> {
  if (verdict.state !== "succeeded") {
    const code = verdict.error?.code ?? "";
    // The engine's absence excuses it, and what a killed engine does when it is back: it ends what outlived it before it
    // starts it again, and gives a port to the old container and the new one. What is left does not stand in the way of
    // the next deploy, but for ports that such an engine holds for nobody until it is restarted.
    assert(
      /^engine-|^compose-failed$|^image-pull-failed$|^service-exited$|^port-in-use$/.test(code),
      `job ${verdict.number} failed with ${code}: ${verdict.error?.message}`,
    );
    if (wasKilled) await engine.restart();
    await carryOut(worker, "deploy", stack);
  }
  const deadlineMs = Date.now() + SETTLED_MS;
  for (;;) {
    const containers = await containersOf(worker.docker, stack);
    try {
      assertWhole(containers);
      break;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(200);
    }
  }
  const containers = await containersOf(worker.docker, stack);
  const wrong = containers.filter((container) => container.words !== null && container.words !== words);
  assert.deepEqual(wrong, [], "containers of another revision");
  for (;;) {
    const { state, reason } = await worker.control.call(routes["stacks.show"], {
      params: { stack: stack.id },
    });
    if (state === "running") return;
    assert(Date.now() < deadlineMs, `the panel says ${state}: ${reason}`);
    await sleep(100);
  }
}
