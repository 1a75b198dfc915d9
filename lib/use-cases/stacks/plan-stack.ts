import type { PlanView } from "@/lib/api/contract/stack-views";
import { PanelError } from "@/lib/errors";
import { dataChangesSince } from "@/lib/jobs/data-changes";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { fixedChanges } from "@/lib/planning/fixed-changes";
import { planChanges } from "@/lib/planning/plan-changes";
import { planFingerprint } from "@/lib/planning/plan-fingerprint";
import { refusalOfStopped } from "@/lib/planning/stopped-services";
import { envChanges, settingsChanges } from "@/lib/planning/value-changes";
import type { StackRecord } from "@/lib/ports/stores";
import { type Route, stackRoutes } from "@/lib/routing/route";
import { fingerprint } from "@/lib/secrets/fingerprint";
import type { EngineReads } from "@/lib/use-cases/live/prompt-engine";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { observeStack } from "@/lib/use-cases/stacks/observe-stack";

/** @throws PanelError `stack-not-found`, `revision-not-found`, what the engine and Compose refuse */
export async function planStack(parts: PanelParts, idOrName: string, revision?: number): Promise<PlanView> {
  const stack = await stackOf(parts, idOrName);
  return planOf(parts, stack, revision ?? stack.revision, parts.promptEngine);
}

/** @param engine the one that is asked what there is: a page's or a job's */
export async function planOf(
  parts: PanelParts,
  stack: StackRecord,
  revision: number,
  engine: EngineReads,
): Promise<PlanView> {
  const [wanted, deployed] = await Promise.all([
    loadDefinition(parts.source, stack, revision),
    deployedDefinition(parts, stack),
  ]);
  const { changes: dataChanges } = await dataChangesSince(parts.stacks, stack.deployedRevision, wanted);
  const [observed, configHashes] = await Promise.all([
    observeStack(engine, parts, wanted),
    parts.compose.configHashes(wanted.files),
  ]);
  const { settings, access } = wanted.revision;
  const probes = wanted.kind.probes.filter((probe) => probe.applies?.(settings, access) ?? true);
  const routes = routesOf(wanted);
  const operations = planChanges({
    desired: {
      project: wanted.rendered.project,
      configHashes,
      probes: probes.length + routes.length,
      routes,
    },
    observed,
    deployed: deployed?.rendered.project ?? null,
    deployedRoutes: deployed === null ? [] : routesOf(deployed),
    dataChanges,
  });
  const { project } = wanted.rendered;
  const before = deployed?.rendered.project ?? null;
  const secretNames = [...new Set([...project.secretEnv, ...(before?.secretEnv ?? [])])];
  const signOf = (value: string) => fingerprint(parts.fingerprintKey, value);
  return {
    stackId: stack.id,
    fromRevision: stack.deployedRevision,
    toRevision: revision,
    operations,
    settings: settingsChanges(
      deployed?.revision.settings ?? null,
      wanted.revision.settings,
      wanted.kind.settings,
      signOf,
    ),
    env: envChanges(before?.env ?? null, project.env, secretNames, signOf),
    fixed: fixedChanges(deployed?.revision.settings ?? null, wanted.revision.settings, wanted.kind.settings),
    destructive: operations.some(({ destructive }) => destructive),
    refusal: upgradeRefusal(wanted, deployed) ?? refusalOfStopped(dataChanges, observed),
    fingerprint: planFingerprint(operations, observed),
  };
}

/** What the kind says against this step from what is deployed; nothing where that cannot be read any more. */
function upgradeRefusal({ kind, input }: Definition, deployed: Definition | null) {
  return deployed === null ? undefined : kind.upgradeProblem?.(deployed.input, input);
}

function routesOf({ stackId, name, kind, input }: Definition): Route[] {
  return stackRoutes({ id: stackId, name }, input.access, kind.endpoints(input));
}

/** A deployed definition that cannot be rendered any more only costs the plan its causes. */
async function deployedDefinition(parts: PanelParts, stack: StackRecord): Promise<Definition | null> {
  if (stack.deployedRevision === null) return null;
  try {
    return await loadDefinition(parts.source, stack, stack.deployedRevision);
  } catch (error) {
    if (error instanceof PanelError) return null;
    throw error;
  }
}
