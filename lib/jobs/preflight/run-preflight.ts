import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import { checkArchitecture } from "@/lib/jobs/preflight/architecture";
import { type Check, failedBy, type PreflightInput, passed } from "@/lib/jobs/preflight/check";
import { checkDisk } from "@/lib/jobs/preflight/disk";
import { checkDomain } from "@/lib/jobs/preflight/domain";
import { checkImages } from "@/lib/jobs/preflight/images";
import { checkMemory } from "@/lib/jobs/preflight/memory";
import { checkName } from "@/lib/jobs/preflight/name";
import { checkPorts } from "@/lib/jobs/preflight/ports";

/**
 * Whether a definition can be deployed here, check by check. Without an engine only the checks that need none are
 * made.
 */
export async function runPreflight(
  definition: Definition,
  services: PreflightInput["services"],
): Promise<Check[]> {
  const [engine, compose] = await Promise.all([askEngine(services), checkCompose(services)]);
  if (!("info" in engine)) return [engine.check, compose];
  const input: PreflightInput = { definition, services, ...engine };
  const images = await checkImages(input);
  const [name, ports, domain, disk, memory] = await Promise.all([
    checkName(input),
    checkPorts(input),
    checkDomain(input),
    checkDisk(input, images.missing),
    checkMemory(input),
  ]);
  return [
    engine.check,
    compose,
    name,
    ...ports,
    ...domain,
    disk,
    memory,
    checkArchitecture(input),
    images.check,
  ];
}

/** @throws PanelError with the name of the check that failed, or `preflight-failed` when several did */
export function assertPreflight(checks: readonly Check[]): void {
  const broken = checks.filter(({ state }) => state === "failed");
  const [first] = broken;
  if (first === undefined) return;
  const fix = first.fix ?? "";
  if (broken.length === 1) throw new PanelError(first.code ?? "preflight-failed", first.detail, { fix });
  throw new PanelError("preflight-failed", `${broken.length} checks failed: ${titles(broken)}`, {
    fix,
    evidence: broken.map(({ title, detail }) => `${title}: ${detail}`),
  });
}

function titles(checks: readonly Check[]): string {
  return checks.map(({ title }) => title.toLowerCase()).join(", ");
}

type Answer = Pick<PreflightInput, "info" | "containers"> & { check: Check };

async function askEngine(services: PreflightInput["services"]): Promise<Answer | { check: Check }> {
  try {
    const [info, containers] = await Promise.all([services.engine.info(), services.engine.listContainers()]);
    return { info, containers, check: passed("engine", "Engine", `Docker Engine ${info.version}`) };
  } catch (error) {
    return { check: failedBy(error, "engine", "Engine") };
  }
}

async function checkCompose({ compose }: PreflightInput["services"]): Promise<Check> {
  try {
    return passed("compose", "Compose", `Docker Compose ${await compose.version()}`);
  } catch (error) {
    return failedBy(error, "compose", "Compose");
  }
}
