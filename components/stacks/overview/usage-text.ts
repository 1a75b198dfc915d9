import { formatBytes, formatPercent } from "@/components/ui/format";
import type { UsageView } from "@/lib/api/contract/service-views";

/** "CPU 3.4 %, memory 1.71 GiB"; empty before the first reading. */
export function usageSentence(usage: UsageView | null): string {
  if (usage === null) return "";
  return `CPU ${formatPercent(usage.cpuPercent / 100)}, memory ${formatBytes(usage.memoryBytes)}`;
}
