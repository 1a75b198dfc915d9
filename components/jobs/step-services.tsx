import { stateWord } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import type { StepView } from "@/lib/api/contract/job-views";

/** Each service while the job waits for it, with what its last health check said. */
export function StepServices({ services }: { readonly services: NonNullable<StepView["services"]> }) {
  return (
    <ul className="mt-2 overflow-hidden rounded-lg border border-line bg-surface">
      {services.map((service) => (
        <li
          key={service.name}
          className="flex min-h-[30px] items-center gap-2.5 border-b border-line px-3 text-xs last:border-b-0"
        >
          <StateIcon state={service.state} />
          <span className="text-sm font-medium">{service.name}</span>
          <span className="sr-only">{stateWord(service.state)}</span>
          <span className="ml-auto truncate text-ink-3">{service.reason}</span>
        </li>
      ))}
    </ul>
  );
}
