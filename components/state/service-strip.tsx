import { type DisplayState, stateTones, toneClasses } from "@/components/state/display-state";
import { type StripService, stripSentence } from "@/components/state/strip-sentence";
import { classNames } from "@/components/ui/class-names";

const hollow = "shadow-[inset_0_0_0_1px_var(--color-idle-solid)]";

/** Readable without colour: a sick plank stands taller, a starting one is lower, a hollow one has not started. */
function plankClass(state: DisplayState, large: boolean): string {
  const solid = toneClasses[stateTones[state]].solid;
  switch (state) {
    case "unhealthy":
    case "failed":
      return classNames(large ? "h-6 w-[11px]" : "h-4 w-[7px]", solid);
    case "degraded":
    case "running":
      return classNames(large ? "h-5 w-[9px]" : "h-3.5 w-[5px]", solid);
    case "starting":
    case "deploying":
    case "stopping":
      return classNames(large ? "h-[13px] w-[9px]" : "h-[9px] w-[5px]", solid);
    case "waiting":
    case "unknown":
      return classNames(large ? "h-5 w-[9px]" : "h-3.5 w-[5px]", hollow);
    case "stopped":
    case "done":
      return classNames(large ? "h-1 w-[9px]" : "h-1 w-[5px]", solid);
  }
}

export interface ServiceStripProps {
  /** In compose order. */
  readonly services: readonly StripService[];
  readonly large?: boolean;
}

/** One plank a service, wherever a stack is named. */
export function ServiceStrip({ services, large = false }: ServiceStripProps) {
  return (
    <span
      role="img"
      aria-label={stripSentence(services)}
      className={classNames("inline-flex flex-none items-end", large ? "h-6 gap-[3px]" : "h-4 gap-0.5")}
    >
      {services.map((service) => (
        <i
          key={service.name}
          title={`${service.name}: ${service.state}`}
          className={classNames("block rounded-[1.5px]", plankClass(service.state, large))}
        />
      ))}
    </span>
  );
}
