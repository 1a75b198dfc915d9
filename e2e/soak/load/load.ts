import { setTimeout as sleep } from "node:timers/promises";
import type { Entry, Ledger } from "@/e2e/soak/load/ledger";
import { ask, createStack, saveSettings, type Verb } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { routes } from "@/lib/api/contract/routes";
import { type ErrorCode, PanelError } from "@/lib/errors";

const DEFINER_PAUSE_MS = 10;
const OUTAGE_PAUSE_MS = 25;
const POLL_MS = 50;
const SAVES_OF_A_DEFINITION = 20;

/** What a worker answers that has been killed, or is busy with what it was asked before it was. */
const EXPECTED: readonly ErrorCode[] = ["worker-unreachable", "deadline-passed", "stack-busy"];

/** People at work: definitions saved all the time, stacks deployed, changed, stopped, rolled back, removed. */
export class Load {
  readonly #worker: WorkerUnderTest;
  readonly #ledger: Ledger;
  readonly #expected: ReadonlySet<ErrorCode>;
  readonly #people: Promise<void>[] = [];
  /** Everybody takes theirs along into the next round. */
  readonly #defined: (Entry | null)[] = [];
  readonly #deployed: (Entry | null)[] = [];
  readonly #surprises: unknown[] = [];
  readonly #refusals = new Map<ErrorCode, number>();
  #isEnding = false;
  #words = 0;

  /** @param expected refusals that the fault brings along */
  constructor(worker: WorkerUnderTest, ledger: Ledger, expected: readonly ErrorCode[] = []) {
    this.#worker = worker;
    this.#ledger = ledger;
    this.#expected = new Set([...EXPECTED, ...expected]);
  }

  /** How often something was refused with this code. */
  refused(code: ErrorCode): number {
    return this.#refusals.get(code) ?? 0;
  }

  start({ definers, deployers }: { definers: number; deployers: number }): void {
    this.#isEnding = false;
    for (let index = 0; index < definers; index += 1) {
      this.#employ(async () => {
        this.#defined[index] = await this.#define(this.#defined[index] ?? null);
        await sleep(DEFINER_PAUSE_MS);
      });
    }
    for (let index = 0; index < deployers; index += 1) {
      this.#employ(async () => {
        this.#deployed[index] = await this.#operate(this.#deployed[index] ?? null);
      });
    }
  }

  /** Everybody ends what they are at; fails with what nobody should have been told. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#people.splice(0));
    const [surprise] = this.#surprises.splice(0);
    if (surprise !== undefined) throw surprise;
  }

  #employ(work: () => Promise<void>): void {
    const person = async () => {
      while (!this.#isEnding) {
        try {
          await work();
        } catch (error) {
          if (!this.#isExpected(error)) this.#surprises.push(error);
          await sleep(OUTAGE_PAUSE_MS);
        }
      }
    };
    this.#people.push(person());
  }

  #isExpected(error: unknown): boolean {
    if (!(error instanceof PanelError)) return false;
    this.#refusals.set(error.code, this.refused(error.code) + 1);
    return this.#expected.has(error.code);
  }

  async #define(mine: Entry | null): Promise<Entry | null> {
    if (mine === null) return this.#create();
    if (mine.removalAsked) return null;
    if (mine.revisions.size >= SAVES_OF_A_DEFINITION) {
      mine.removalAsked = true;
      await ask(this.#worker, "remove", mine.stack);
      return null;
    }
    await this.#save(mine);
    return mine;
  }

  async #create(): Promise<Entry> {
    const settings = this.#newWords();
    const stack = await createStack(this.#worker, settings);
    const entry = this.#ledger.created(stack, settings);
    await this.#ledger.secretOf(this.#worker, entry);
    return entry;
  }

  async #save(entry: Entry): Promise<void> {
    const settings = this.#newWords();
    entry.revisions.set(await saveSettings(this.#worker, entry.stack.id, settings), settings);
  }

  /** The next thing that somebody does to a stack that runs. */
  async #operate(mine: Entry | null): Promise<Entry | null> {
    if (mine === null) return this.#create();
    const { control } = this.#worker;
    const shown = await control
      .call(routes["stacks.show"], { params: { stack: mine.stack.id } })
      .catch(unlessRemoved(mine));
    if (shown === null) return null;
    const isDeployed = shown.deployedRevision !== null;
    const verb = isDeployed ? pick<Verb>(OPERATIONS) : "deploy";
    if (verb === "deploy" && isDeployed) await this.#save(mine).catch(unlessRemoved(mine));
    if (verb === "remove") mine.removalAsked = true;
    const goesBack = verb === "deploy" && isDeployed && Math.random() < 0.3;
    const job = await ask(this.#worker, verb, mine.stack, goesBack ? 1 : undefined).catch(
      unlessRemoved(mine),
    );
    if (job === null) return null;
    mine.jobs.add(job.id);
    await this.#untilEnded(job.id);
    return mine;
  }

  /** Through every outage; a person who goes home does not wait. */
  async #untilEnded(job: string): Promise<void> {
    while (!this.#isEnding) {
      try {
        const view = await this.#worker.control.call(routes["jobs.show"], { params: { job } });
        if (view.endedAt !== null) return;
      } catch (error) {
        if (!this.#isExpected(error)) throw error;
      }
      await sleep(POLL_MS);
    }
  }

  #newWords() {
    this.#words += 1;
    const words = `words ${this.#words}`;
    return { apiWords: words, databaseWords: words };
  }
}

/** Mostly deploys, and now and then the end of it. */
const OPERATIONS: readonly Verb[] = [
  ...Array<Verb>(6).fill("deploy"),
  "stop",
  "start",
  "restart",
  "restart",
  "remove",
];

function pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T {
  const chosen = choices[Math.floor(Math.random() * choices.length)];
  if (chosen === undefined) throw new Error("There is nothing to choose from");
  return chosen;
}

function isGone(error: unknown): boolean {
  return error instanceof PanelError && error.code === "stack-not-found";
}

/** A removal that a fault cut short goes on after it, between any two calls. */
function unlessRemoved(entry: Entry) {
  return (error: unknown): null => {
    if (entry.removalAsked && isGone(error)) return null;
    throw error;
  };
}
