import type { ActionView } from "@/lib/api/contract/actions";
import type { ActionState } from "@/lib/web/action-state";

export type StackActions = {
  readonly list: (input: { stack: string }) => Promise<ActionState<readonly ActionView[]>>;
  readonly act: (input: {
    stack: string;
    action: string;
    confirmName: string;
  }) => Promise<ActionState<{ jobNumber: number }>>;
};
