import { PanelError } from "@/lib/errors";

export const STACK_NAME_MAX_LENGTH = 40;

/** Words that are an address of the panel's own, a name of Docker's, or would read as a command. */
const RESERVED = new Set(["all", "bridge", "default", "host", "new", "none", "slipway", "slipway-caddy"]);

/**
 * What is wrong with the name of a stack, or undefined.
 *
 * The name is the Compose project's name, so lower-case letters, digits and hyphens. Compose would take underscores
 * too, but joins project and volume by one: `a_b` + `c` and `a` + `b_c` would be the same volume.
 */
export function stackNameProblem(name: string): string | undefined {
  if (name === "") return "A stack needs a name";
  if (name.length > STACK_NAME_MAX_LENGTH) return `A name has at most ${STACK_NAME_MAX_LENGTH} characters`;
  if (!/^[a-z0-9-]+$/.test(name)) return "A name holds lower-case letters, digits and hyphens only";
  if (!/^[a-z0-9].*$/.test(name) || name.endsWith("-"))
    return "A name begins and ends with a letter or digit";
  if (RESERVED.has(name)) return `“${name}” is reserved: choose another name`;
  return undefined;
}

/** @throws PanelError `name-invalid` */
export function assertStackName(name: string): void {
  const problem = stackNameProblem(name);
  if (problem === undefined) return;
  throw new PanelError("name-invalid", problem, {
    fix: "Use a name such as “directus” or “shop-content”",
    issues: [{ field: "name", message: problem }],
  });
}

/** The kind's own name, or with the first free number behind it: `directus`, `directus-2`, … */
export function proposeStackName(kindId: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  let name = kindId;
  for (let number = 2; used.has(name) || RESERVED.has(name); number += 1) name = `${kindId}-${number}`;
  return name;
}
