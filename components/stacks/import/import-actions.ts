import type { importRoutes } from "@/lib/api/contract/imports";
import type { RouteCall, RouteJson } from "@/lib/api/contract/route";
import type { ActionState } from "@/lib/web/action-state";

export type ImportInput = RouteCall<(typeof importRoutes)["imports.create"]>["body"];
export type ImportReview = RouteJson<(typeof importRoutes)["imports.review"]>;
export type ImportRow = ImportReview["rows"][number];

export type ReviewAction = (input: ImportInput) => Promise<ActionState<ImportReview>>;
export type CreateAction = (input: ImportInput) => Promise<ActionState<{ name: string }>>;
