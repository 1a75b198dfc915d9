import { JobRunner } from "@/lib/jobs/job-runner";
import { JOB_TIMINGS, type JobServices } from "@/lib/jobs/job-services";
import { FakeCompose } from "@/lib/jobs/test-support/fake-compose";
import { FakeEngine } from "@/lib/jobs/test-support/fake-engine";
import { MemoryJobStore } from "@/lib/ports/fakes/memory-job-store";
import { MemoryStackBackupFiles, MemoryStackBackups } from "@/lib/ports/fakes/memory-stack-backups";
import { MemoryStackStore } from "@/lib/ports/fakes/memory-stack-store";
import type { JobIntent, JobRecord } from "@/lib/ports/stores";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { tinyKind } from "@/lib/use-cases/test-support/tiny-kind";

export const STACK = { id: "5tack", name: "shop" };
const AUDIT = { who: "tester", what: "test", target: "shop", from: "test" };
const IMAGE = "registry.test/tiny:1";

/** One worker process: when it dies, nothing that it asked for is answered any more. */
export type FakeWorker = { runner: JobRunner; services: JobServices; die(): void };

/** Engine and database that outlive the workers, all in memory. */
export class FakeWorld {
  readonly engine = new FakeEngine();
  readonly compose = new FakeCompose(this.engine);
  readonly stacks = new MemoryStackStore();
  readonly jobs = new MemoryJobStore();
  readonly backups = new MemoryStackBackups(this.jobs, this.stacks);
  readonly backupFiles = new MemoryStackBackupFiles();
  readonly faults: unknown[] = [];
  /** Workers that have come to the place where they end. */
  deaths = 0;
  #ids = 0;

  /** @param dieAt the fail-point at which this worker ends */
  worker(dieAt: string | null = null, onDeath: () => void = () => {}): FakeWorker {
    let dead = false;
    const die = () => {
      dead = true;
      this.deaths += 1;
      this.compose.cut();
      onDeath();
    };
    const alive = <T extends object>(target: T): T => severable(target, () => dead);
    const services: JobServices = {
      kinds: { tiny: tinyKind(IMAGE) },
      registryHost: null,
      labels: {},
      registry: { host: null, login: null },
      engine: alive(this.engine),
      compose: alive(this.compose),
      jobs: alive(this.jobs),
      stacks: alive(this.stacks),
      stackBackups: alive(this.backups),
      stackBackupFiles: alive(this.backupFiles),
      host: {
        reading: async () => ({
          cpuPercent: 1,
          cores: 2,
          load: 0,
          memoryTotalBytes: 4e9,
          memoryAvailableBytes: 3e9,
        }),
        disk: async () => ({ totalBytes: 1e11, freeBytes: 9e10 }),
        portInUse: async () => false,
        signInTarget: () => "root@192.0.2.1",
      },
      routing: {
        installation: "test",
        verdicts: async () => [],
        apply: async () => {},
        visit: async () => ({ certificate: null, status: null, problem: "nothing answers" }),
        complaint: async () => null,
      },
      probes: {
        http: async () => ({ status: 200, text: "hello", headers: {} }),
        websocket: async () => ({ accepted: true, text: "hello" }),
      },
      events: {
        listen: (stackId, listener) =>
          this.engine.listen((event) => {
            if (!dead && event.attributes[STACK_LABEL] === stackId) listener(event);
          }),
      },
      allowStandIns: false,
      now: () => new Date(),
      timings: {
        ...JOB_TIMINGS,
        leaseMs: 3000,
        saveMs: 5,
        notifyMs: 2,
        enginePatienceMs: 200,
        lookMs: 5,
        settleMs: 0,
        probeWarmUpMs: 50,
        probeRetryMs: 5,
      },
      failPoints: async (name) => {
        if (dead) await never();
        if (name !== dieAt) return;
        die();
        await never();
      },
      onFault: (error) => this.faults.push(error),
    };
    return { runner: new JobRunner(services, `worker-${this.#ids++}`), services, die };
  }

  /** What lies in the stack's volume, by name: the kind's changes of data write there. */
  get data(): Map<string, string> {
    return this.engine.contents.of(`${STACK.name}_data`);
  }

  async define(settings: Record<string, string> = {}): Promise<void> {
    const defaults = { version: "1", port: 19_400, greeting: "hello", web: "serve", task: "true" };
    await this.stacks.create(
      { ...STACK, kind: "tiny" },
      { settings: { ...defaults, ...settings }, access: { mode: "private" }, note: "" },
      { password: "correct-horse-battery" },
      AUDIT,
    );
    this.engine.outcomes.set("task", { state: "exited", health: "none", exitCode: 0 });
    this.engine.programs = ([program, path = ""], { NAME = "", VALUE = "" }) => {
      if (program === "cat") return this.#file(path);
      this.data.set(NAME, VALUE);
      return {};
    };
  }

  #file(path: string): { exitCode: number; stdout?: string } {
    const stdout = this.data.get(path.replace("/data/", ""));
    return stdout === undefined ? { exitCode: 1 } : { exitCode: 0, stdout: `${stdout}\n` };
  }

  async revise(settings: Record<string, string>, secrets: Record<string, string> = {}): Promise<void> {
    const stack = await this.stacks.find(STACK.id);
    const before = await this.stacks.revision(STACK.id, stack?.revision ?? 1);
    if (before === null) throw new Error("define the stack first");
    const next = { settings: { ...before.settings, ...settings }, access: before.access, note: "" };
    await this.stacks.addRevision(STACK.id, before.number, next, secrets, AUDIT);
  }

  async submit(
    { runner }: FakeWorker,
    verb: JobIntent["verb"],
    change: Partial<JobIntent> = {},
  ): Promise<JobRecord> {
    const stack = await this.stacks.find(STACK.id);
    this.#ids += 1;
    const intent: JobIntent = {
      id: `job-${this.#ids}`,
      verb,
      stackId: STACK.id,
      stackName: STACK.name,
      kind: "tiny",
      service: null,
      revision: verb === "deploy" ? (stack?.revision ?? null) : (stack?.deployedRevision ?? null),
      removeVolumes: [],
      action: null,
      backup: null,
      startedBy: "tester",
      ...change,
    };
    const job = await runner.submit(intent, AUDIT);
    return this.job(job.id);
  }

  async job(id: string): Promise<JobRecord> {
    const job = await this.jobs.find(id);
    if (job === null) throw new Error(`there is no job ${id}`);
    return job;
  }

  async ended(id: string): Promise<JobRecord> {
    for (let waited = 0; waited < 2000; waited += 1) {
      const job = await this.job(id);
      if (job.endedAt !== null) return job;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`job ${id} has no verdict: ${JSON.stringify((await this.job(id)).steps)}`);
  }

  async run(verb: JobIntent["verb"], change: Partial<JobIntent> = {}): Promise<JobRecord> {
    const worker = this.worker();
    const job = await this.submit(worker, verb, change);
    const ended = await this.ended(job.id);
    await worker.runner.stop();
    return ended;
  }

  /** What the web service's container was made from. */
  webHash(): string {
    const web = [...this.engine.containers.values()].find(({ name }) => name === "shop-web-1");
    return web?.labels["com.docker.compose.config-hash"] ?? "";
  }

  /** `shop-web-1 running`, sorted. */
  containers(): string[] {
    return [...this.engine.containers.values()].map(({ name, state }) => `${name} ${state}`).sort();
  }
}

function severable<T extends object>(target: T, isDead: () => boolean): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key, object);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => (isDead() ? never() : Reflect.apply(value, object, args));
    },
  });
}

function never(): Promise<never> {
  return new Promise<never>(() => {});
}
