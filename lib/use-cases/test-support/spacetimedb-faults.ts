import { generateKeyPairSync } from "node:crypto";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { Kind } from "@/lib/stacks/kind";
import { SERVER } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbFields, SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { layoutOf } from "@/lib/stacks/spacetimedb/layout";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";

/** Kinds that let through what the panel itself refuses or prevents, so that the server ends at it. */
export const faultyKinds = {
  "unknown-flag": faulty("unknown-flag", (input) => withArgument(spacetimedb.render(input))),
  "half-a-pair": faulty("half-a-pair", (input) =>
    preparing(spacetimedb.render(input), (script) => `${script}rm ${layoutOf(input.settings).privateKey}\n`),
  ),
  "no-pair": faulty("no-pair", (input) =>
    spacetimedb.render({ ...input, secrets: { ...input.secrets, jwtPublicKey: otherPublicKey() } }),
  ),
  "foreign-folders": faulty("foreign-folders", (input) =>
    preparing(spacetimedb.render(input), () => "echo nothing is handed over\n"),
  ),
} as const;

function faulty(id: string, render: (input: SpacetimedbInput) => ComposeProject): Kind<SpacetimedbFields> {
  return { ...spacetimedb, id, check: () => [], render };
}

/** With dashes, as the guide writes it. */
function withArgument(project: ComposeProject): ComposeProject {
  const server = project.services[SERVER];
  if (server === undefined) throw new Error("There is no server");
  const command = [...(server.command ?? []), "--page-pool-max-size=1GiB"];
  return { ...project, services: { ...project.services, [SERVER]: { ...server, command } } };
}

function preparing(project: ComposeProject, change: (script: string) => string): ComposeProject {
  const content = change(project.configs.prepare?.content ?? "");
  return { ...project, configs: { ...project.configs, prepare: { content } } };
}

/** The same for every rendering. */
const OTHER = generateKeyPairSync("ec", { namedCurve: "P-256" });

function otherPublicKey(): string {
  return OTHER.publicKey.export({ type: "spki", format: "pem" }).toString();
}
