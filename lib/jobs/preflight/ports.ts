import { isOwned } from "@/lib/jobs/owned-containers";
import { portSetting } from "@/lib/jobs/port-setting";
import { type Check, failed, type PreflightInput, passed, warned } from "@/lib/jobs/preflight/check";
import { nextFreePort, reservedPorts } from "@/lib/jobs/preflight/free-ports";
import type { PublishedPort } from "@/lib/stacks/compose-project";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/** One check for each port that the stack publishes: free, or who holds it and which one is free instead. */
export async function checkPorts(input: PreflightInput): Promise<Check[]> {
  const published = Object.values(input.definition.rendered.project.services).flatMap(
    ({ ports }) => ports ?? [],
  );
  const reserved = await reservedPorts(input.services, input.definition.stackId);
  return Promise.all(published.map((port) => checkPort(input, port, reserved)));
}

async function checkPort(
  input: PreflightInput,
  port: PublishedPort,
  reserved: ReadonlyMap<number, string>,
): Promise<Check> {
  const { hostPort, protocol } = port;
  const id = `port-${hostPort}-${protocol}`;
  const title = `Port ${hostPort}${protocol === "udp" ? "/udp" : ""}`;
  const holder = await holderOf(input, port);
  if (holder === "this stack") return passed(id, title, "held by this stack already");
  if (holder !== null) {
    const free = await nextFreePort(input.services, input.containers, reserved, hostPort + 1);
    const setting = portSetting(input.definition, hostPort);
    const action =
      setting === null || free === null
        ? null
        : { label: `Use ${free}`, setting: setting.field, value: free };
    const where = setting === null ? "" : ` as “${setting.label}”`;
    const instead = free === null ? "" : `, for example ${free}`;
    return failed(
      "port-in-use",
      id,
      title,
      `Port ${hostPort} is in use by ${holder}`,
      `Choose another port${where}${instead}, or stop what holds it`,
      action,
    );
  }
  const other = reserved.get(hostPort);
  if (other === undefined) return passed(id, title, "free");
  return warned(
    id,
    title,
    `free now, but the stack ${other} is set to use it too`,
    "Give one of the two another port, or they cannot run at the same time",
  );
}

async function holderOf(input: PreflightInput, port: PublishedPort): Promise<string | null> {
  const { definition, containers, services } = input;
  const container = containers.find(({ ports }) =>
    ports.some(({ hostPort, protocol }) => hostPort === port.hostPort && protocol === port.protocol),
  );
  if (container !== undefined) {
    if (isOwned({ id: definition.stackId, name: definition.name }, container)) return "this stack";
    const stackId = container.labels[STACK_LABEL];
    const stack = stackId === undefined ? null : await services.stacks.find(stackId);
    if (stack !== null && isOwned(stack, container)) return `the stack ${stack.name}`;
    return `the container ${container.name}`;
  }
  return (await services.host.portInUse(port.hostPort, port.protocol)) ? "a process on this host" : null;
}
