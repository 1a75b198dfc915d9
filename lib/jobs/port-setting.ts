import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";

export type PortSetting = { field: string; label: string };

/** The setting that chose the port; null when the kind derived it. */
export function portSetting(
  { kind, revision }: Pick<Definition, "kind" | "revision">,
  hostPort: number,
): PortSetting | null {
  const found = Object.entries(kind.settings).find(
    ([key, field]) => field.type === "port" && revision.settings[key] === hostPort,
  );
  return found === undefined ? null : { field: found[0], label: found[1].label };
}

/** A port that was taken after the pre-flight had found it free: with the setting that chose it. */
export function withPortSetting(error: unknown, definition: Pick<Definition, "kind" | "revision">): unknown {
  if (!(error instanceof PanelError) || error.code !== "port-in-use") return error;
  const { port } = error.details;
  const setting = typeof port === "number" ? portSetting(definition, port) : null;
  if (setting === null) return error;
  const fix = `Choose another port as “${setting.label}”, or stop what holds it`;
  return new PanelError(
    error.code,
    error.message,
    { ...error.details, fix, field: setting.field },
    error.cause,
  );
}
