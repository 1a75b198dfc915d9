import type { keyRoutes } from "@/lib/api/contract/keys";
import type { RouteCall, RouteJson } from "@/lib/api/contract/route";
import type { ActionState } from "@/lib/web/action-state";

type KeyRoutes = typeof keyRoutes;

export type KeyInput<Id extends keyof KeyRoutes> = RouteCall<KeyRoutes[Id]>["body"];
export type KeyAnswer<Id extends keyof KeyRoutes> = RouteJson<KeyRoutes[Id]>;

/** A server action that asks the worker by one of the key routes. */
export type KeyAction<Id extends keyof KeyRoutes> = (
  input: KeyInput<Id>,
) => Promise<ActionState<KeyAnswer<Id>>>;
