import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { testImages } from "@/e2e/images/catalogue.mjs";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { assertWell, type ContainerFacts, containerFacts } from "@/e2e/soak/supabase/container-facts";
import { registryWith } from "@/lib/adapters/docker/test-support/real-engine";
import type { JobView } from "@/lib/api/contract/job-views";
import type { PlanView } from "@/lib/api/contract/stack-views";
import { PanelError } from "@/lib/errors";
import type { GivenSecrets, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

/** After a deploy the panel may learn a moment later that all is well. */
const SETTLE_MS = 15_000;
const POLL_MS = 200;
const EXEC_TIMEOUT_MS = 15_000;

const none = { params: undefined, query: undefined, body: undefined };
const PRIVATE = { mode: "private" as const };

/** A Supabase on the real engine, deployed and proven, that tests change by the panel's own verbs. */
export class SupabaseStack implements ChangedStack {
  readonly panel: Awaited<ReturnType<typeof realPanel>>;
  readonly id: string;
  readonly name: string;
  readonly base: Settings;
  /** What happens at a place of the next deploy, by the fail-point's name. */
  readonly places: Map<string, () => Promise<void>>;

  private constructor(made: Pick<SupabaseStack, "panel" | "id" | "name" | "base" | "places">) {
    this.panel = made.panel;
    this.id = made.id;
    this.name = made.name;
    this.base = made.base;
    this.places = made.places;
  }

  static async open(suite: string, settings: Settings = {}): Promise<SupabaseStack> {
    const images = testImages.filter(
      ({ name, onDemand }) => name.startsWith("supabase-") && onDemand !== true,
    );
    const { host } = await registryWith(images.map(({ name }) => name));
    const places = new Map<string, () => Promise<void>>();
    const panel = await realPanel(suite, {
      kinds: { supabase },
      registry: { host, login: null },
      failPoints: async (name) => places.get(name)?.(),
    });
    try {
      const base = { ...(await freePorts()), ...settings };
      const body = { kind: "supabase", name: panel.run, settings: base, access: PRIVATE, secrets: {} };
      const { id, name } = await panel.panel.verbs["stacks.create"]({ ...none, body }, TESTER);
      const stack = new SupabaseStack({ panel, id, name, base, places });
      await stack.deployProven();
      return stack;
    } catch (error) {
      await panel.close();
      throw error;
    }
  }

  async save(settings: Settings, secrets: GivenSecrets = {}): Promise<void> {
    const removed = Object.fromEntries((await this.#given()).map((name) => [name, null]));
    const body = {
      base: await this.#revision(),
      settings: { ...defaultSettings(supabase), ...this.base, ...settings },
      access: PRIVATE,
      secrets: { ...removed, ...secrets },
      note: "",
    };
    await this.panel.panel.verbs["revisions.create"]({ ...none, params: { stack: this.id }, body }, TESTER);
  }

  async renew(names: readonly string[]): Promise<string[]> {
    const body = { base: await this.#revision(), names: [...names] };
    const input = { ...none, params: { stack: this.id }, body };
    return (await this.panel.panel.verbs["stacks.renew-secrets"](input, TESTER)).renewed;
  }

  async plan(): Promise<PlanView> {
    const input = { ...none, params: { stack: this.id }, body: {} };
    return this.panel.panel.verbs["stacks.plan"](input, TESTER);
  }

  /** Applies the latest revision, as it was planned; says how the job ended. */
  async deploy(): Promise<JobView> {
    return untilEnded(this.panel.panel, await this.begin());
  }

  /** Asks for the deploy and does not wait for it. */
  async begin(): Promise<JobView> {
    const plan = await this.plan();
    const body = { fingerprint: plan.fingerprint };
    const input = { ...none, params: { stack: this.id }, body };
    return this.panel.panel.verbs["stacks.deploy"](input, TESTER).catch((error: unknown) => {
      if (!(error instanceof PanelError) || error.code !== "plan-outdated") throw error;
      // Nobody else changes the stack: whatever moved is the finding.
      assert.deepEqual(error.details.plan, plan, error.message);
      throw error;
    });
  }

  async cancel(job: string): Promise<void> {
    await this.panel.panel.verbs["jobs.cancel"]({ ...none, params: { job } }, TESTER);
  }

  async deployProven(): Promise<void> {
    const { state, error } = await this.deploy();
    assert.equal(state, "succeeded", `${error?.message} ${error?.evidence?.join("\n") ?? ""}`);
    await this.assertProven();
  }

  /** Every service runs and is healthy, and every probe of the deploy before passed. */
  async assertProven(): Promise<void> {
    const untilMs = Date.now() + SETTLE_MS;
    for (;;) {
      const shown = await this.panel.panel.verbs["stacks.show"](
        { ...none, params: { stack: this.id } },
        TESTER,
      );
      if (shown.state === "running" || Date.now() > untilMs) {
        assert.equal(shown.state, "running");
        assert.equal(shown.probes?.passed, shown.probes?.total, "probes");
        break;
      }
      await sleep(POLL_MS);
    }
    assertWell(await this.facts());
    assert.deepEqual(this.panel.faults, [], "faults of the panel");
  }

  /** Runs every probe now; what failed, in words. */
  async failedProbes(): Promise<string[]> {
    const input = { ...none, params: { stack: this.id } };
    const { results } = await this.panel.panel.verbs["stacks.probe"](input, TESTER);
    return results
      .filter(({ state }) => state !== "passed")
      .map(({ title, detail }) => `${title}: ${detail}`);
  }

  facts(): Promise<Map<string, ContainerFacts>> {
    return containerFacts(this.panel.docker, this.name);
  }

  async secrets(): Promise<SecretValues> {
    return this.panel.stacks.secrets(this.id, await this.#revision());
  }

  async exec(
    service: string,
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    const id = (await this.facts()).get(service)?.id;
    assert(id !== undefined, `there is no container of ${service}`);
    return this.panel.engine.exec(id, command, environment, EXEC_TIMEOUT_MS);
  }

  close(): Promise<void> {
    return this.panel.close();
  }

  async #revision(): Promise<number> {
    return (await this.#record()).revision;
  }

  /** Names of the secrets that a person gave. */
  async #given(): Promise<string[]> {
    const definitions: Readonly<Record<string, { recipe: { type: string } }>> = supabase.secrets;
    const names = Object.keys(await this.secrets());
    return names.filter((name) => definitions[name]?.recipe.type === "provided");
  }

  async #record() {
    const record = await this.panel.stacks.find(this.id);
    assert(record !== null, "the stack is gone");
    return record;
  }
}

/** Of the ports that are free, the panel proposes the first one: to every panel on this engine at once. */
async function freePorts(): Promise<Settings> {
  const names = ["port", "poolerSessionPort", "poolerTransactionPort"];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freeLoopbackPort()])));
}
