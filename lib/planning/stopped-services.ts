import type { Observed } from "@/lib/planning/stack-facts";
import type { DataChange } from "@/lib/stacks/kind";

/** `field`: the setting that stands in the way; null where it is the state of the stack. */
export type PlanRefusal = { message: string; fix: string; field: string | null };

/** What keeps a plan from being applied: data is changed by a program in the service's container, so that must run. */
export function refusalOfStopped(
  dataChanges: readonly Pick<DataChange, "service" | "title">[],
  { containers }: Pick<Observed, "containers">,
): PlanRefusal | null {
  const stopped = dataChanges.find(
    ({ service }) => !containers.some((one) => one.service === service && one.state === "running"),
  );
  return stopped === undefined ? null : { ...notRunning(stopped), field: null };
}

export function notRunning({ service, title }: Pick<DataChange, "service" | "title">) {
  return {
    message: `${service} does not run, and the ${title} can only be changed while it does`,
    fix: "Start the stack first, then apply the revision",
  };
}
