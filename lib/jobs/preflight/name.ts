import { isOwned, PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import { type Check, failed, type PreflightInput, passed } from "@/lib/jobs/preflight/check";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

const ID = "name";
const TITLE = "Name";

/**
 * Whether the engine has nothing else under the project's name. Compose would take foreign containers of that name for
 * its own and remove them, and would put a new stack on the volumes and the network of an old one.
 */
export async function checkName({ definition, services, containers }: PreflightInput): Promise<Check> {
  const { name } = definition;
  const stack = { id: definition.stackId, name };
  const claim = containers.filter((container) => container.labels[PROJECT_LABEL] === name);
  const foreign = claim.filter((container) => !isOwned(stack, container));
  if (foreign.length > 0) {
    const names = foreign.map((container) => container.name).join(", ");
    return failed(
      "name-taken",
      ID,
      TITLE,
      `A Compose project named ${name} that is not this stack has containers on the engine: ${names}`,
      "Give the stack another name, or remove those containers if nobody needs them",
    );
  }
  const volumes = await services.engine.listVolumes({ labels: [`${PROJECT_LABEL}=${name}`] });
  const left = volumes.filter(
    (volume) =>
      volume.labels[STACK_LABEL] !== definition.stackId &&
      definition.rendered.project.volumes.some((key) => volume.name === `${name}_${key}`),
  );
  if (left.length > 0) {
    const names = left.map((volume) => volume.name).join(", ");
    return failed(
      "name-taken",
      ID,
      TITLE,
      `Volumes of an earlier project named ${name} are still there: ${names}. Their data has other passwords`,
      `Give the stack another name, or delete that data for ever with: docker volume rm ${names.replaceAll(",", "")}`,
    );
  }
  const networks = await services.engine.listNetworks({ labels: [`${PROJECT_LABEL}=${name}`] });
  const other = networks.filter(({ labels }) => labels[STACK_LABEL] !== definition.stackId);
  if (other.length > 0) {
    const names = other.map((network) => network.name);
    return failed(
      "name-taken",
      ID,
      TITLE,
      `A network of another project named ${name} is still there: ${names.join(", ")}`,
      `Give the stack another name, or remove it, once nothing uses it, with: docker network rm ${names.join(" ")}`,
    );
  }
  return passed(ID, TITLE, `${name} is free on the engine`);
}
