"use client";

import { createContext, useContext } from "react";
import type { GiveAction } from "@/components/stacks/secrets/give-secret";
import type { RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import type { RevisionView } from "@/lib/api/contract/stack-views";
import type { Access } from "@/lib/stacks/kind";
import type { ActionState } from "@/lib/web/action-state";

export type StackSecrets = RouteJson<(typeof secretRoutes)["stacks.secrets"]>["secrets"];

/** A stack as a made value needs to know it: what it was saved on top of, and which secrets it has. */
export interface TargetStack {
  readonly revision: number;
  readonly access: Access;
  readonly secrets: StackSecrets;
}

export interface StackTargets {
  readonly stacks: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly show: (input: { stack: string }) => Promise<ActionState<TargetStack>>;
  readonly save: (input: {
    stack: string;
    base: number;
    settings: Record<string, never>;
    access: Access;
    secrets: Record<string, string>;
    note: string;
  }) => Promise<ActionState<RevisionView>>;
  /** Saves them, and whatever is made from them anew. */
  readonly give: GiveAction;
}

export const StackTargetsContext = createContext<StackTargets | null>(null);

/** The stacks that a made value can be put into. */
export function useStackTargets(): StackTargets {
  const targets = useContext(StackTargetsContext);
  if (targets === null) throw new Error("A tool of the keys page needs its frame around it");
  return targets;
}
