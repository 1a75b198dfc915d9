import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { takeOver, untilInside } from "@/e2e/attacks/concurrent/take-over";
import { WatchedCompose } from "@/e2e/attacks/concurrent/watched-compose";
import { assertNoLeftovers, containersOf } from "@/e2e/soak/panel/engine-facts";
import { FIVE_SERVICES } from "@/e2e/soak/panel/five-kind";
import {
  ask,
  carryOut,
  createStack,
  jobsOf,
  type Saved,
  saveSettings,
  succeeded,
  untilEnded,
  type Verb,
} from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";
import type { Mutation } from "@/e2e/sweeps/mutant";
import { PanelError } from "@/lib/errors";

const ROUNDS = 50;
const CALLERS = 50;
const STACKS = 2;
/** Every so many rounds a stack is deployed once more, and looked at. */
const SETTLED = 5;
const KILLS = 20;
const TAKEN = 5;
const ROUND = "50 callers at once";
const KILL = "killed within Compose";
const FENCED = "woken after its job was taken";
const MUTANT = "a worker that takes every job is found out";

/** Checks of health take seconds, and change nothing in how jobs meet. */
const SETTINGS = { checked: false };
/** What a caller may be told whose wish meets another's; a stack that was never deployed has no revision to start. */
const EXPECTED: ReadonlySet<string> = new Set([
  "stack-busy",
  "stack-not-found",
  "revision-not-found",
  // Of so many plans at once, some wait too long for the engine on a small machine.
  "engine-timeout",
]);
/** The rule that a stack has one unended job. */
const NO_BUSY_STACK: Mutation = {
  file: "lib/adapters/database/prisma-job-store.ts",
  from: "            busyStackId: intent.stackId,\n",
  to: "            busyStackId: null,\n",
};

/** Many people at once on the same stacks: never two jobs on one, never two runs of Compose on one project. */
export const concurrentPart: SoakPart = {
  name: "concurrent",
  title: "Many callers at once on the same stacks",
  ids: [...numbered(ROUND, ROUNDS), ...numbered(KILL, KILLS), ...numbered(FENCED, TAKEN), MUTANT],
  tenth: [...numbered(ROUND, ROUNDS / 10), ...numbered(KILL, KILLS / 10), ...numbered(FENCED, 1)],
  async open() {
    const crowd = await Crowd.open(STACKS);
    return {
      run: (id) => {
        if (id === MUTANT) return mutantIsFoundOut();
        if (id.startsWith(KILL)) return crowd.killedWithinCompose();
        return id.startsWith(FENCED) ? crowd.wokenTooLate() : crowd.round(numberOf(id));
      },
      close: () => crowd.close(),
    };
  },
};

/** A worker with some stacks and a witness of what Compose does. */
class Crowd {
  readonly #worker: WorkerUnderTest;
  readonly #compose: WatchedCompose;
  readonly #stacks: Saved[] = [];

  private constructor(worker: WorkerUnderTest, compose: WatchedCompose) {
    this.#worker = worker;
    this.#compose = compose;
  }

  static async open(stacks: number, mutation?: Mutation): Promise<Crowd> {
    const compose = await WatchedCompose.make();
    const worker = await WorkerUnderTest.open("crowd", {
      compose: (real) => compose.inFrontOf(real),
      ...(mutation !== undefined && { mutation }),
    });
    const crowd = new Crowd(worker, compose);
    try {
      for (let index = 0; index < stacks; index += 1) {
        const stack = await createStack(worker, SETTINGS);
        await carryOut(worker, "deploy", stack);
        crowd.#stacks.push(stack);
      }
      return crowd;
    } catch (error) {
      await crowd.close();
      throw error;
    }
  }

  async round(number: number): Promise<string> {
    const before = (await this.#compose.runs()).length;
    const passing = await createStack(this.#worker, SETTINGS);
    const stacks = [...this.#stacks, passing];
    const asked = await Promise.allSettled(
      Array.from({ length: CALLERS }, (_, index) => {
        const stack = stacks[index % stacks.length] ?? passing;
        return ask(this.#worker, anyVerb(stack === passing), stack);
      }),
    );
    const accepted = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const told = asked.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
    const odd = told.filter((code) => !EXPECTED.has(code));
    assert.deepEqual(odd, [], "refusals that nobody should have been told");
    const ended = await Promise.all(accepted.map(({ id }) => untilEnded(this.#worker, id)));
    await this.assertNoOverlap(stacks);
    const settled = this.#stacks[number % STACKS];
    if (number % SETTLED === 0 && settled !== undefined) {
      await carryOut(this.#worker, "deploy", settled);
      await this.#assertFive(settled);
    }
    const runs = (await this.#compose.runs()).length - before;
    // Each stack has a network, and the engine has addresses for some thirty.
    await this.#removed(passing);
    const failed = ended.filter(({ state }) => state !== "succeeded").length;
    return `${accepted.length} jobs (${failed} failed), ${told.length} told to wait, ${runs} runs of Compose, 0 overlaps`;
  }

  /** The worker dies, its Compose goes on: the next worker must end that before it begins its own. */
  async killedWithinCompose(): Promise<string> {
    const stack = await this.#changed();
    const before = (await this.#compose.runs()).length;
    const job = await ask(this.#worker, "deploy", stack);
    await this.#untilRun(before);
    await sleep(Math.random() * 300);
    await this.#worker.kill();
    await this.#worker.start();
    succeeded(await untilEnded(this.#worker, job.id));
    await this.assertNoOverlap([stack]);
    await this.#assertFive(stack);
    return `job ${job.number} carried on, ${(await this.#compose.runs()).length - before} runs of Compose, 0 overlaps`;
  }

  /** A worker that sleeps past its lease finds its job taken: it may not touch anything of it any more. */
  async wokenTooLate(): Promise<string> {
    const stack = await this.#changed();
    const job = await ask(this.#worker, "deploy", stack);
    await untilInside(this.#worker, job.id);
    const watched = await takeOver(this.#worker, job.id, stack);
    const before = (await this.#compose.runs()).length;
    const seen = await watched.afterWaking();
    assert.deepEqual(seen.events, [], "what the engine was told by a holder that was fenced out");
    assert.deepEqual(seen.row, watched.row, "what the holder that was fenced out wrote into the job");
    assert.deepEqual(
      (await this.#compose.runs()).slice(before).map(({ verb }) => verb),
      [],
      "runs of Compose by the holder that was fenced out",
    );
    await this.#worker.stop();
    await this.#worker.start();
    succeeded(await untilEnded(this.#worker, job.id));
    await this.assertNoOverlap([stack]);
    await this.#assertFive(stack);
    return `job ${job.number} was left alone for ${seen.watchedMs} ms, and carried on by the next worker`;
  }

  async assertNoOverlap(stacks: readonly Saved[]): Promise<void> {
    const overlapping = (await this.#compose.runs()).filter(({ others }) => others.length > 0);
    assert.deepEqual(overlapping, [], "runs of Compose on one project at once");
    for (const stack of stacks) {
      const times = (await jobsOf(this.#worker, stack))
        .flatMap(({ number, startedAt, endedAt }) =>
          startedAt === null ? [] : [{ number, startedAt, endedAt: endedAt ?? "9999" }],
        )
        .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
      const both = times.filter(({ startedAt }, index) => (times[index - 1]?.endedAt ?? "") > startedAt);
      assert.deepEqual(both, [], `jobs on ${stack.name} that began before the one before had ended`);
    }
  }

  async close(): Promise<void> {
    await this.#worker.close();
    await this.#compose.remove();
  }

  /** One of the callers may have removed it. */
  async #removed(stack: Saved): Promise<void> {
    const job = await ask(this.#worker, "remove", stack).catch((error: unknown) => {
      if (codeOf(error) !== "stack-not-found") throw error;
    });
    if (job !== undefined) succeeded(await untilEnded(this.#worker, job.id));
  }

  /** A stack whose next deploy has something to do. */
  async #changed(): Promise<Saved> {
    const [stack] = this.#stacks;
    assert(stack !== undefined);
    await saveSettings(this.#worker, stack.id, { apiWords: `words of ${Date.now()}` });
    return stack;
  }

  async #untilRun(after: number): Promise<void> {
    const deadlineMs = Date.now() + 30_000;
    const changes = async () =>
      (await this.#compose.runs()).slice(after).some(({ verb }) => verb === "create" || verb === "up");
    while (!(await changes())) {
      assert(Date.now() < deadlineMs, "Compose was never run");
      await sleep(5);
    }
  }

  async #assertFive(stack: Saved): Promise<void> {
    const containers = await containersOf(this.#worker.docker, stack);
    assertNoLeftovers(containers);
    const services = containers.map(({ service }) => service);
    assert.deepEqual(services.toSorted(), [...FIVE_SERVICES].toSorted(), "services on the engine");
  }
}

function anyVerb(mayGo: boolean): Verb {
  const verbs: Verb[] = ["deploy", "start", "stop", "restart"];
  if (mayGo) verbs.push("remove", "deploy");
  return verbs[Math.floor(Math.random() * verbs.length)] ?? "deploy";
}

function codeOf(error: unknown): string {
  return error instanceof PanelError ? error.code : String(error);
}

/** Without the rule that a stack has one job at a time, the checks above must fail. */
async function mutantIsFoundOut(): Promise<string> {
  const crowd = await Crowd.open(1, NO_BUSY_STACK);
  try {
    for (let round = 1; round <= 3; round += 1) {
      const outcome = await crowd.round(round).catch((error: Error) => error);
      if (outcome instanceof Error) return `found out in round ${round}: ${outcome.message.split("\n")[0]}`;
    }
  } finally {
    await crowd.close();
  }
  throw new Error("the mutant passed: this test cannot see two jobs on one stack");
}
