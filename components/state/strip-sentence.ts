import type { DisplayState } from "@/components/state/display-state";

export interface StripService {
  readonly name: string;
  readonly state: DisplayState;
}

const countedWords: readonly [DisplayState, string][] = [
  ["starting", "starting"],
  ["deploying", "starting"],
  ["stopping", "stopping"],
  ["degraded", "degraded"],
  ["waiting", "not started"],
  ["stopped", "stopped"],
  ["unknown", "unknown"],
  ["done", "finished"],
];

/** The strip in words: "11 of 12 services healthy, imgproxy unhealthy, 1 finished". Finished ones need not be healthy. */
export function stripSentence(services: readonly StripService[]): string {
  const lasting = services.filter((service) => service.state !== "done");
  const healthy = lasting.filter((service) => service.state === "running").length;
  const noun = lasting.length === 1 ? "service" : "services";
  const parts = [`${healthy} of ${lasting.length} ${noun} healthy`];
  const sick = services.filter((service) => service.state === "unhealthy" || service.state === "failed");
  for (const service of sick.slice(0, 3)) parts.push(`${service.name} ${service.state}`);
  if (sick.length > 3) parts.push(`${sick.length - 3} more unhealthy`);
  const counts = new Map<string, number>();
  for (const [state, word] of countedWords) {
    const count = services.filter((service) => service.state === state).length;
    if (count > 0) counts.set(word, (counts.get(word) ?? 0) + count);
  }
  for (const [word, count] of counts) parts.push(`${count} ${word}`);
  return parts.join(", ");
}
