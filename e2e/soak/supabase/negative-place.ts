import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testImages } from "@/e2e/images/catalogue.mjs";
import { startRegistry } from "@/e2e/registry/registry.mjs";
import { brokenFirstBoot, unchecked } from "@/e2e/soak/supabase/other-supabases";
import { registryWith } from "@/lib/adapters/docker/test-support/real-engine";
import type { JobView } from "@/lib/api/contract/job-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { type ErrorCode, PanelError } from "@/lib/errors";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

/** From the click to the cause. */
const NAMED_MS = 60_000;
const PRIVATE = { mode: "private" } as const;
const none = { params: undefined, query: undefined, body: undefined };

export type RealPanel = Awaited<ReturnType<typeof realPanel>>;
export type Settings = StackDetailView["settings"];
export type Secrets = Readonly<Record<string, string>>;
/** What a person is told: the code, and parts of the sentences. */
export type Cause = { code: ErrorCode; message: RegExp; fix: RegExp };

export type Place = {
  at: RealPanel;
  /** The same engine, with all images from a registry that asks for a login. */
  withoutLogin: RealPanel;
  /** Called at each fail-point of the first panel's jobs. */
  onPoint: (name: string) => Promise<void>;
  close(): Promise<void>;
};

export async function openPlace(): Promise<Place> {
  const images = testImages.filter(({ name, onDemand }) => name.startsWith("supabase-") && onDemand !== true);
  const { host } = await registryWith(images.map(({ name }) => name));
  const folder = await mkdtemp(join(tmpdir(), "slipway-negative-"));
  const htpasswd = { user: "slipway", password: "right" };
  const closed = await startRegistry({ storeDir: folder, htpasswd, log: () => {} });
  const kinds = { supabase, unchecked, "broken-first-boot": brokenFirstBoot };
  const place = { onPoint: async () => {} } as Pick<Place, "onPoint">;
  const at = await realPanel("negative", {
    kinds,
    registry: { host, login: null },
    failPoints: (name) => place.onPoint(name),
  });
  const withoutLogin = await realPanel("negative", { kinds, registry: { host: closed.host, login: null } });
  return Object.assign(place, {
    at,
    withoutLogin,
    async close() {
      await withoutLogin.close();
      await at.close();
      await closed.stop();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

export function create(
  at: RealPanel,
  settings: Settings = {},
  secrets: Secrets = {},
  kind = "supabase",
  name = `${at.run}-${Math.random().toString(36).slice(2, 8)}`,
): Promise<StackDetailView> {
  const body = { kind, name, settings: { profile: "lite", ...settings }, access: PRIVATE, secrets };
  return at.panel.verbs["stacks.create"]({ ...none, body }, TESTER);
}

export function show(at: RealPanel, stack: string): Promise<StackDetailView> {
  return at.panel.verbs["stacks.show"]({ ...none, params: { stack } }, TESTER);
}

/** Saves another revision of the same settings with these secrets. */
export async function saveSecrets(at: RealPanel, stack: string, secrets: Secrets): Promise<void> {
  const { settings, revision } = await show(at, stack);
  const body = { base: revision, settings, access: PRIVATE, secrets, note: "" };
  await at.panel.verbs["revisions.create"]({ ...none, params: { stack }, body }, TESTER);
}

export async function deploy(at: RealPanel, stack: string): Promise<JobView> {
  const job = await at.panel.verbs["stacks.deploy"]({ ...none, params: { stack }, body: {} }, TESTER);
  return untilEnded(at.panel, job);
}

export async function deployWell(at: RealPanel, stack: string): Promise<void> {
  const { state, error } = await deploy(at, stack);
  assert.equal(state, "succeeded", `${error?.message} ${error?.evidence?.join("; ")}`);
}

export async function restart(at: RealPanel, stack: string, service: string): Promise<JobView> {
  const job = await at.panel.verbs["stacks.restart"](
    { ...none, params: { stack }, body: { service } },
    TESTER,
  );
  return untilEnded(at.panel, job);
}

/** With its volumes, or without. */
export async function remove(at: RealPanel, stack: string, withVolumes = true): Promise<void> {
  const { volumes } = await show(at, stack);
  const removeVolumes = withVolumes ? volumes.map(({ name }) => name) : [];
  const body = { confirmName: stack, removeVolumes };
  const job = await at.panel.verbs["stacks.remove"]({ ...none, params: { stack }, body }, TESTER);
  const { state, error } = await untilEnded(at.panel, job);
  assert.equal(state, "succeeded", error?.message);
}

/** A stack for one try, gone afterwards whatever came of it. */
export async function withStack<T>(
  at: RealPanel,
  made: Promise<StackDetailView>,
  use: (stack: StackDetailView) => Promise<T>,
): Promise<T> {
  const stack = await made;
  try {
    return await use(stack);
  } finally {
    await remove(at, stack.name);
  }
}

/** The job ends in this cause, soon. Returns what a person reads. */
export async function endsWith(ask: () => Promise<JobView>, cause: Cause): Promise<string> {
  const startMs = performance.now();
  const { state, error } = await ask();
  const tookMs = performance.now() - startMs;
  assert.equal(state, "failed");
  assert(error !== null);
  const told = `${error.code}: ${error.message} → ${error.fix ?? ""}`;
  assertCause(error, cause, `${told}\n${error.evidence?.join("\n") ?? ""}`);
  assert(tookMs < NAMED_MS, `named only after ${Math.round(tookMs)} ms: ${told}`);
  return `after ${(tookMs / 1000).toFixed(1)} s: ${told}`;
}

/** The panel does not take it, and says of which field. */
export async function isRefused(
  ask: () => Promise<unknown>,
  field: string,
  message: RegExp,
): Promise<string> {
  const error = await ask().then(
    () => null,
    (refusal: unknown) => refusal,
  );
  assert(error instanceof PanelError, "it was taken");
  assert.equal(error.code, "settings-invalid");
  const issue = error.details.issues?.find((one) => one.field === field);
  assert.match(issue?.message ?? "", message, JSON.stringify(error.details.issues));
  return `${error.code}, ${field}: ${issue?.message}`;
}

function assertCause(
  error: { code: string; message: string; fix?: string },
  cause: Cause,
  told: string,
): void {
  assert.equal(error.code, cause.code, told);
  assert.match(error.message, cause.message, told);
  assert.match(error.fix ?? "", cause.fix, told);
}
