import type { FunctionView } from "@/lib/api/contract/functions";
import type { ActionState } from "@/lib/web/action-state";

type Of = { readonly stack: string; readonly function: string };
type Nothing = Record<string, never>;

/** What the pages of functions can ask for, in the name of whoever looks at them. */
export type FunctionActions = {
  readonly create: (input: { stack: string; name: string }) => Promise<ActionState<FunctionView>>;
  readonly upload: (
    input: Of & { archive: string; base: string | null },
  ) => Promise<ActionState<FunctionView>>;
  readonly remove: (input: Of & { confirmName: string }) => Promise<ActionState<Nothing>>;
  readonly restart: (input: {
    stack: string;
    service: string;
  }) => Promise<ActionState<{ jobNumber: number }>>;
};

export type FileActions = {
  readonly read: (
    input: Of & { path: string },
  ) => Promise<ActionState<{ path: string; text: string; hash: string }>>;
  readonly save: (
    input: Of & { path: string; text: string; base: string | null },
  ) => Promise<ActionState<{ path: string; hash: string }>>;
  readonly removeFile: (input: Of & { path: string; base: string }) => Promise<ActionState<Nothing>>;
};
