import assert from "node:assert/strict";
import {
  create,
  deploy,
  deployWell,
  endsWith,
  isRefused,
  type Place,
  type RealPanel,
  restart,
  type Secrets,
  saveSecrets,
  show,
  withStack,
} from "@/e2e/soak/supabase/negative-place";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { completedKeys } from "@/lib/keys/supabase-key-set";
import { env } from "@/lib/stacks/compose-project";
import { renderStack } from "@/lib/stacks/render-stack";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { TESTER } from "@/lib/use-cases/test-support/until-ended";

const foreign = () => completedKeys({}, systemRandom, new Date());

/** Of a stack that is new, and of one that is there: nothing of it is kept. */
async function refusedAtSave(
  at: RealPanel,
  secrets: Secrets,
  field: string,
  message: RegExp,
): Promise<string> {
  const said = await isRefused(() => create(at, { poolerSwitch: "on" }, secrets), field, message);
  return withStack(at, create(at, { poolerSwitch: "on" }), async ({ name }) => {
    assert.equal(await isRefused(() => saveSecrets(at, name, secrets), field, message), said);
    assert.equal((await show(at, name)).revision, 1);
    return said;
  });
}

export const anonKeyAtSave = ({ at }: Place): Promise<string> =>
  refusedAtSave(
    at,
    { anonKey: foreign().ANON_KEY },
    "secrets.anonKey",
    /^anon key is not signed with the JWT secret/,
  );

export const vaultKeyAtSave = ({ at }: Place): Promise<string> =>
  refusedAtSave(
    at,
    { vaultEncKey: "sixteen-letters!" },
    "secrets.vaultEncKey",
    /^Encryption key of the pooler must have exactly 32 bytes, and has 16/,
  );

export async function vaultKeyForced({ at }: Place): Promise<string> {
  const made = create(at, { poolerSwitch: "on" }, { vaultEncKey: "sixteen-letters!" }, "unchecked");
  return withStack(at, made, ({ name }) =>
    endsWith(() => deploy(at, name), {
      code: "service-exited",
      message: /^supavisor does not take its variable VAULT_ENC_KEY/,
      fix: /“Encryption key of the pooler” under Keys/,
    }),
  );
}

/** As somebody does who writes another value into one service's environment, and runs Compose for it by hand. */
async function changedByHand(
  at: RealPanel,
  stack: StackDetailView,
  service: string,
  [variable, value]: readonly [string, string],
) {
  const render: typeof supabase.render = (input) => {
    const project = supabase.render(input);
    const before = project.services[service];
    assert(before !== undefined);
    const environment = { ...before.environment, [variable]: env("BY_HAND") };
    const services = { ...project.services, [service]: { ...before, environment } };
    return { ...project, services, env: { ...project.env, BY_HAND: value } };
  };
  const { composeYaml, envFile } = renderStack({
    kind: { ...supabase, render },
    stackId: stack.id,
    name: stack.name,
    settings: stack.settings,
    secrets: await at.stacks.secrets(stack.id, stack.revision),
    access: stack.access,
    labels: at.dependencies.labels,
    ...(at.dependencies.registry.host !== null && { registry: at.dependencies.registry.host }),
  });
  const run = { signal: AbortSignal.timeout(60_000), onOutput: () => {}, services: [service] };
  await at.compose.up({ project: stack.name, composeYaml, envFile }, run);
}

/** The probe that finds it, soon, by its cause; and what it advises to do heals the stack. */
async function foundByProbe(
  at: RealPanel,
  service: string,
  variable: readonly [string, string],
  detail: RegExp,
): Promise<string> {
  return withStack(at, create(at), async ({ name }) => {
    await deployWell(at, name);
    await changedByHand(at, await show(at, name), service, variable);
    // Its container is new: it is asked once it runs.
    await untilRunning(at, name);
    const startMs = performance.now();
    const input = { params: { stack: name }, query: undefined, body: undefined };
    const { results } = await at.panel.verbs["stacks.probe"](input, TESTER);
    const tookMs = performance.now() - startMs;
    const found = results.find(({ id }) => id === "anon-rest");
    assert.equal(found?.state, "failed");
    assert.match(found?.detail ?? "", detail);
    assert.match(found?.fix ?? "", /is not the stack's.*Redeploy the stack$/);
    assert(tookMs < 60_000);
    await deployWell(at, name);
    return `probed in ${(tookMs / 1000).toFixed(1)} s: ${found?.detail} → ${found?.fix}; a redeploy healed it`;
  });
}

async function untilRunning(at: RealPanel, stack: string): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  while ((await show(at, stack)).state !== "running") {
    assert(performance.now() < deadlineMs, "it does not come up");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const anonKeyByHand = ({ at }: Place): Promise<string> =>
  foundByProbe(
    at,
    "kong",
    ["SUPABASE_ANON_KEY", foreign().ANON_KEY],
    /^The gateway does not know the stack's anon key: status 401/,
  );

export const jwtSecretByHand = ({ at }: Place): Promise<string> =>
  foundByProbe(
    at,
    "rest",
    ["PGRST_JWT_SECRET", foreign().JWT_JWKS],
    /^REST checks with another JWT secret than the one that signed the stack's anon key: status 401/,
  );

const SET_ALL = `do $set$ declare role name; begin
  for role in select rolname from pg_roles where rolcanlogin and rolname <> 'supabase_admin' loop
    execute format('alter role %I with password %L', role, current_setting('negative.password'));
  end loop; end $set$`;

/** In the database, where the image trusts whoever is inside. */
async function setPasswords(at: RealPanel, stack: StackDetailView, password: string): Promise<void> {
  const container = stack.services.find(({ name }) => name === "db")?.containerId ?? "";
  const command = ["psql", "-h", "127.0.0.1", "-U", "supabase_admin", "-d", "postgres", "-c", SET_ALL];
  const environment = { PGOPTIONS: `-c negative.password=${password}` };
  const { exitCode, stderr } = await at.engine.exec(container, command, environment, 10_000);
  assert.equal(exitCode, 0, stderr);
}

export async function passwordByHand({ at }: Place): Promise<string> {
  return withStack(at, create(at), async ({ name }) => {
    await deployWell(at, name);
    const stack = await show(at, name);
    const { postgresPassword = "" } = await at.stacks.secrets(stack.id, stack.revision);
    await setPasswords(at, stack, "of-an-older-volume");
    const told = await endsWith(() => restart(at, name, "auth"), {
      code: "service-exited",
      message:
        /^auth cannot sign in to the database: it has another password for supabase_auth_admin than the stack/,
      fix: /volume “database” keeps the passwords of its first start.*under Keys as “Database password”/,
    });
    const input = { params: { stack: name }, query: undefined, body: undefined };
    const { results } = await at.panel.verbs["stacks.probe"](input, TESTER);
    const probe = results.find(({ id }) => id === "database-password");
    assert.match(probe?.detail ?? "", /^postgres, authenticator.*password authentication failed/s);
    await setPasswords(at, stack, postgresPassword);
    const { state, error } = await restart(at, name, "auth");
    assert.equal(state, "succeeded", error?.message);
    return `${told}; with the right password it came up again`;
  });
}
