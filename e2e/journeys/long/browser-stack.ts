import { expect, type Page } from "@playwright/test";
import type Docker from "dockerode";
import { fillSettings } from "@/e2e/journeys/long/form-hands";
import { deployByApi } from "@/e2e/panel/api-stack";
import { expectJobDone } from "@/e2e/panel/job-page";
import { expectPlan } from "@/e2e/panel/plan-page";
import { findSurroundings } from "@/e2e/panel/surroundings";
import type { TestPanel } from "@/e2e/panel/test-panel";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { assertWell, type ContainerFacts, containerFacts } from "@/e2e/soak/supabase/container-facts";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { routes } from "@/lib/api/contract/routes";
import type { PlanView, StackDetailView } from "@/lib/api/contract/stack-views";
import type { Engine } from "@/lib/ports/engine";
import type { GivenSecrets, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";

const APPLY_TIMEOUT_MS = 240_000;
const EXEC_TIMEOUT_MS = 15_000;

/** A Supabase that is changed through the panel's pages; what comes of it is asked of the engine and the gateway. */
export class BrowserStack implements ChangedStack {
  readonly base: Settings;
  readonly name: string;
  readonly #panel: TestPanel;
  readonly #docker: Docker;
  readonly #engine: Engine;
  #page: Page | null = null;

  private constructor(
    panel: TestPanel,
    { docker, engine }: { docker: Docker; engine: Engine },
    { name, settings }: StackDetailView,
  ) {
    this.#panel = panel;
    this.#docker = docker;
    this.#engine = engine;
    this.name = name;
    // Ports were proposed when it was made.
    this.base = settings;
  }

  static async open(panel: TestPanel): Promise<BrowserStack> {
    if (panel.docker === null) throw new Error("This panel has no engine");
    const stack = await deployByApi(panel, { kind: "supabase", name: panel.stackName("changed") });
    const engine = createDockerEngine({ socketPath: (await findSurroundings()).socket });
    return new BrowserStack(panel, { docker: panel.docker, engine }, stack);
  }

  /** The page that the next changes are made in. */
  useIn(page: Page): this {
    this.#page = page;
    return this;
  }

  async save(settings: Settings, secrets: GivenSecrets = {}): Promise<void> {
    const page = this.#inPage();
    const { settings: shown } = await this.#show();
    await page.goto(`/stacks/${this.name}/settings`);
    const wanted = { ...defaultSettings(supabase), ...this.base, ...settings };
    await fillSettings(page, supabase.settings, { shown, wanted });
    await this.#fillSecrets(secrets);
    const save = page.getByRole("button", { name: /^Save as revision/ });
    // Nothing to save: it is so already.
    if (await save.isDisabled()) return;
    await save.click();
    await expectPlan(page);
  }

  async renew(names: readonly string[]): Promise<string[]> {
    const page = this.#inPage();
    const before = await this.secrets();
    const definitions: Readonly<Record<string, { label: string }>> = supabase.secrets;
    for (const name of names) {
      await page.goto(`/stacks/${this.name}/keys`);
      const label = definitions[name]?.label ?? name;
      await page.getByRole("button", { name: `Make anew: ${label}`, exact: true }).click();
      const dialog = page.getByRole("alertdialog");
      await expect(dialog.getByRole("list", { name: "What it entails" })).toContainText(label);
      await dialog.getByRole("button", { name: /^Save revision/ }).click();
      await expectPlan(page);
    }
    const after = await this.secrets();
    return Object.keys(after).filter((name) => before[name] !== after[name]);
  }

  async plan(): Promise<PlanView> {
    const params = { stack: this.name };
    return this.#panel.control.call(routes["stacks.plan"], { params, body: {} });
  }

  async deployProven(): Promise<void> {
    const page = this.#inPage();
    await page.goto(`/stacks/${this.name}/plan`);
    for (const { name, text } of (await this.plan()).fixed)
      await expect(page.getByRole("status").filter({ hasText: `${name}: ${text}` })).toBeVisible();
    await page.getByRole("button", { name: /^(Apply revision|Check and probe again)/ }).click();
    await expectJobDone(page, APPLY_TIMEOUT_MS);
    await expect.poll(async () => (await this.#show()).state).toBe("running");
    const { probes } = await this.#show();
    expect(probes?.passed, "probes").toBe(probes?.total);
    assertWell(await this.facts());
  }

  facts(): Promise<Map<string, ContainerFacts>> {
    return containerFacts(this.#docker, this.name);
  }

  async secrets(): Promise<SecretValues> {
    const params = { stack: this.name };
    const { secrets } = await this.#panel.control.call(routes["stacks.secrets"], { params });
    const values = await Promise.all(
      secrets
        .filter(({ set }) => set)
        .map(async ({ name }) => {
          const reveal = { params: { stack: this.name, secret: name } };
          return [name, (await this.#panel.control.call(routes["stacks.reveal"], reveal)).value] as const;
        }),
    );
    return Object.fromEntries(values);
  }

  async exec(
    service: string,
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    const id = (await this.facts()).get(service)?.id ?? "";
    return this.#engine.exec(id, command, environment, EXEC_TIMEOUT_MS);
  }

  /** Those that are given are typed; others that are stored, and whose field is there, are removed. */
  async #fillSecrets(secrets: GivenSecrets): Promise<void> {
    const page = this.#inPage();
    for (const [name, { label, recipe }] of Object.entries(supabase.secrets)) {
      if (recipe.type !== "provided") continue;
      const value = secrets[name] ?? null;
      if (value !== null) await page.locator(`[id="secret-${name}"]`).fill(value);
      const remove = page.getByRole("button", { name: `Remove: ${label}`, exact: true });
      if (value === null && (await remove.count()) > 0) await remove.click();
    }
  }

  #inPage(): Page {
    if (this.#page === null) throw new Error("Name the page first");
    return this.#page;
  }

  #show(): Promise<StackDetailView> {
    return this.#panel.control.call(routes["stacks.show"], { params: { stack: this.name } });
  }
}
