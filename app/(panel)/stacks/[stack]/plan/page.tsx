import { deployPlan } from "@/app/(panel)/stacks/[stack]/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { NoPlan } from "@/components/plan/no-plan";
import { PlanScreen } from "@/components/plan/plan-screen";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { PanelError } from "@/lib/errors";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

/** Planning asks Compose and the engine: longer than a page that reads what is stored. */
const PLAN_DEADLINE_MS = 30_000;

type PlanPageProps = { params: Promise<{ stack: string }>; searchParams: Promise<{ revision?: string }> };

export default async function PlanPage({ params, searchParams }: PlanPageProps) {
  const { operator, worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  if (!hasRole(operator.role, "operator")) {
    const instead = { href: `/stacks/${stack.name}/files`, label: "Look at the files" };
    return <RoleNotice needed="operator" what="Deploying" instead={instead} />;
  }
  const wanted = Number((await searchParams).revision);
  const revision = Number.isInteger(wanted) && wanted > 0 ? wanted : stack.revision;
  const plan = await pageCall(
    worker
      .call(
        routes["stacks.plan"],
        { params: { stack: stack.id }, body: { revision } },
        { deadlineMs: PLAN_DEADLINE_MS },
      )
      .catch(silenceOf),
  );
  if (plan instanceof PanelError) {
    return <NoPlan stack={stack.name} revision={revision} reason={plan.message} fix={plan.details.fix} />;
  }
  return (
    <PlanScreen
      key={plan.fingerprint}
      stackName={stack.name}
      plan={plan}
      busyJob={stack.activeJob?.number ?? null}
      deploy={deployPlan}
    />
  );
}

/** A silent engine is no fault of the page: it says so in its place. */
function silenceOf(error: unknown): PanelError {
  if (error instanceof PanelError && /^engine-(timeout|unreachable)$/.test(error.code)) return error;
  throw error;
}
