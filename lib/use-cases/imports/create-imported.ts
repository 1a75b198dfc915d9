import type { importRoutes } from "@/lib/api/contract/imports";
import type { RouteInput } from "@/lib/api/contract/route";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { importedDefinition } from "@/lib/use-cases/imports/imported-definition";
import type { Caller } from "@/lib/use-cases/panel";
import type { PanelParts } from "@/lib/use-cases/panel-parts";
import { createStack } from "@/lib/use-cases/stacks/create-stack";

type Body = RouteInput<(typeof importRoutes)["imports.create"]>["body"];

/** @throws PanelError `kind-unknown`, `name-taken`, `name-invalid`, `settings-invalid` */
export async function createImported(
  parts: PanelParts,
  body: Body,
  caller: Caller,
): Promise<StackDetailView> {
  const { definition } = importedDefinition(parts, body);
  return createStack(parts, definition, caller);
}
