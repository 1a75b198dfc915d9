import { StateIcon } from "@/components/state/state-icon";
import type { ProbeResultView } from "@/lib/api/contract/service-views";

const WORDS: Record<ProbeResultView["state"], string | null> = {
  passed: "Proven",
  failed: "Probe failed",
  waiting: null,
};

/** Beside a value: whether the probe that uses it passed. */
export function ProofMark({ probe }: { readonly probe: ProbeResultView }) {
  const word = WORDS[probe.state];
  if (word === null) return null;
  return (
    <span title={`${word}: ${probe.title}`} className="flex-none">
      <StateIcon state={probe.state === "passed" ? "done" : "failed"} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
