import type { Clock } from "@/lib/ports/clock";

/** The one clock of the process. */
export const now: Clock = () => new Date();
