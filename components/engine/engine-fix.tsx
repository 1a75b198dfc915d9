import { ErrorPanel } from "@/components/feedback/error-panel";
import type { HostView } from "@/lib/api/contract/views";

/** Why there is no engine, and what to type. The panel finds it by itself once it is there. */
export function EngineFix({ engine }: { readonly engine: HostView["engine"] }) {
  const off = engine.state === "off";
  return (
    <ErrorPanel
      state={off ? "stopped" : "failed"}
      word={off ? "Off" : "Does not answer"}
      title={off ? "The panel runs without a Docker engine" : "The Docker engine does not answer"}
      why={engine.reason}
      effect={
        off
          ? "Until then stacks can be defined, and their files looked at and downloaded."
          : "Your stacks may well be running. The panel tries again by itself and needs no restart."
      }
      actions={engine.fix && <p className="w-full max-w-[66ch] [overflow-wrap:anywhere]">{engine.fix}</p>}
    />
  );
}
