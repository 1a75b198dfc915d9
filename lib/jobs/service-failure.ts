import { PanelError } from "@/lib/errors";
import { behindName } from "@/lib/health/reason-words";
import type { StepContext } from "@/lib/jobs/job-step";
import type { ServiceJudgement } from "@/lib/jobs/judge-service";
import { lookAtServices } from "@/lib/jobs/look-at-services";
import type { ContainerDetail, Engine } from "@/lib/ports/engine";

const MAX_LINES = 5;
const LOG_DEADLINE_MS = 5000;
/** With less than this a service fails at whatever it writes next. */
const FULL_BYTES = 16 * 1024 ** 2;
const ROOM_FIX =
  "Free space on the disk that holds the engine's data (docker system df shows what takes it), then deploy again";

/** The failure of one service as the error that the job ends with: named, with its last lines as evidence. */
export async function serviceFailure(
  { services, redact }: Pick<StepContext, "services" | "redact">,
  service: string,
  container: ContainerDetail | null,
  judgement: Extract<ServiceJudgement, { state: "failed" }>,
): Promise<PanelError> {
  const unhealthy = judgement.code === "service-unhealthy";
  const evidence = container === null ? [] : await evidenceOf(services.engine, container, unhealthy);
  const details = { fix: judgement.fix, service, evidence: evidence.map(redact) };
  if (/^service-/.test(judgement.code) && (await lacksRoom(services, evidence))) {
    const reason = `${judgement.reason}, and the disk is full`;
    return new PanelError("disk-full", behindName(service, reason), { ...details, fix: ROOM_FIX });
  }
  return new PanelError(judgement.code, behindName(service, judgement.reason), details);
}

/**
 * A deadline that passed while a service ran and did not come up, with what its health check and its log say. Compose
 * starts a service again only when its definition has changed: one that came up wrong is restarted.
 */
export async function lateService(context: StepContext, late: PanelError): Promise<PanelError> {
  const waiting = (await lookAtServices(context)).find(
    ({ container, judgement }) => judgement.state === "waiting" && container?.state === "running",
  );
  if (waiting === undefined || waiting.container === null) return late;
  const { engine } = context.services;
  const evidence = (await evidenceOf(engine, waiting.container, true)).map(context.redact);
  const isFull = await lacksRoom(context.services, evidence);
  return new PanelError(isFull ? "disk-full" : late.code, late.message, {
    fix: isFull
      ? `${ROOM_FIX}. Restart ${waiting.name} if it does not come up then`
      : `Read the lines below and the log of ${waiting.name}, restart it once the cause is gone, and deploy again`,
    service: waiting.name,
    evidence: evidence.length > 0 ? evidence : (late.details.evidence ?? []),
  });
}

/** The log itself cannot say so where it lies on the full disk. */
async function lacksRoom(
  { engine, host }: Pick<StepContext["services"], "engine" | "host">,
  evidence: readonly string[],
): Promise<boolean> {
  if (evidence.some((line) => /no space left on device|disk quota exceeded|ENOSPC/i.test(line))) return true;
  const disk = await engine
    .info()
    .then(({ dataRoot }) => host.disk(dataRoot))
    .catch(() => null);
  return disk !== null && disk.freeBytes < FULL_BYTES;
}

async function evidenceOf(engine: Engine, container: ContainerDetail, unhealthy: boolean): Promise<string[]> {
  const checks = unhealthy ? (container.checks.at(-1)?.output ?? "").split("\n") : [];
  const fromCheck = checks.filter((line) => line.trim() !== "").slice(-2);
  const fromLog = await lastLogLines(engine, container.id, MAX_LINES - fromCheck.length);
  return [...fromCheck, ...fromLog];
}

/** The last lines that say something; none when the engine does not give them, since the cause is known without. */
async function lastLogLines(engine: Engine, id: string, count: number): Promise<string[]> {
  const signal = AbortSignal.timeout(LOG_DEADLINE_MS);
  const lines: string[] = [];
  try {
    for await (const chunk of engine.logs(id, { tail: 20, follow: false, signal })) {
      lines.push(...chunk.lines.map(({ text }) => text).filter((text) => text.trim() !== ""));
    }
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    return [`(the log could not be read: ${error.message})`];
  }
  return lines.slice(-count);
}
