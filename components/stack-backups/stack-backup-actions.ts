import type { StackBackupView } from "@/lib/api/contract/stack-backups";
import type { ActionState } from "@/lib/web/action-state";

type JobStarted = Promise<ActionState<{ jobNumber: number }>>;

/** What is done to one backup, whether its stack is still there or not. */
export interface BackupFileActions {
  readonly verify: (input: { backup: string }) => Promise<ActionState<StackBackupView>>;
  readonly remove: (input: { backup: string }) => Promise<ActionState<null>>;
}

export interface StackBackupActions extends BackupFileActions {
  readonly backUp: (input: { stack: string }) => JobStarted;
  readonly restore: (input: {
    stack: string;
    backup: string;
    confirmName: string;
    saveFirst: boolean;
  }) => JobStarted;
}
