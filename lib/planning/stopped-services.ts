import type { Observed } from "@/lib/planning/stack-facts";
import type { DataChange } from "@/lib/stacks/kind";

/** What keeps a plan from being applied: data is changed by a program in the service's container, so that must run. */
export function refusalOfStopped(
  dataChanges: readonly Pick<DataChange, "service" | "title">[],
  { containers }: Pick<Observed, "containers">,
): { message: string; fix: string } | null {
  const stopped = dataChanges.find(
    ({ service }) => !containers.some((one) => one.service === service && one.state === "running"),
  );
  return stopped === undefined ? null : notRunning(stopped);
}

export function notRunning({ service, title }: Pick<DataChange, "service" | "title">) {
  return {
    message: `${service} does not run, and the ${title} can only be changed while it does`,
    fix: "Start the stack first, then apply the revision",
  };
}
