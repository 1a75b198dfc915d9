import type { CheckView } from "@/lib/api/contract/job-views";
import { type ErrorCode, PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import type { ContainerSummary, EngineInfo } from "@/lib/ports/engine";

/** A check and, where it failed, the code of the error that a deploy would end with. */
export type Check = CheckView & { code: ErrorCode | null };

/** What the checks look at; the engine is asked once for all of them. */
export type PreflightInput = {
  definition: Definition;
  services: Pick<
    JobServices,
    "engine" | "compose" | "host" | "stacks" | "kinds" | "allowStandIns" | "registry" | "routing"
  >;
  info: EngineInfo;
  containers: readonly ContainerSummary[];
};

export function passed(id: string, title: string, detail: string): Check {
  return { id, title, state: "passed", detail, fix: null, action: null, code: null };
}

export function warned(id: string, title: string, detail: string, fix: string): Check {
  return { id, title, state: "warning", detail, fix, action: null, code: null };
}

export function failed(
  code: ErrorCode,
  id: string,
  title: string,
  detail: string,
  fix: string,
  action: CheckView["action"] = null,
): Check {
  return { id, title, state: "failed", detail, fix, action, code };
}

/** A check that could not be made because of an error is a failed one, with that error's name. */
export function failedBy(error: unknown, id: string, title: string): Check {
  if (!(error instanceof PanelError)) throw error;
  const fix = error.details.fix ?? "Look at the worker's log";
  return failed(error.code, id, title, error.message, fix);
}

/** @param digits behind the point, of gibibytes */
export function gibibytes(bytes: number, digits = 1): string {
  const gib = bytes / 1024 ** 3;
  return gib >= 1 ? `${gib.toFixed(digits)} GiB` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}
