import { restartStack, startStack, stopStack } from "@/app/(panel)/stack-actions";
import type { StackCommands } from "@/components/stack-list/stack-verbs";

export const stackCommands: StackCommands = { start: startStack, stop: stopStack, restart: restartStack };
