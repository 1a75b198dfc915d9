import { PanelError } from "@/lib/errors";
import { behindName } from "@/lib/health/reason-words";
import type { StepContext } from "@/lib/jobs/job-step";
import type { ServiceJudgement } from "@/lib/jobs/judge-service";
import { type KnownCause, knownCause } from "@/lib/jobs/known-cause";
import { lastLogLines } from "@/lib/jobs/last-log-lines";
import { lookAtServices } from "@/lib/jobs/look-at-services";
import { tellingLines } from "@/lib/jobs/telling-lines";
import type { ContainerDetail, Engine } from "@/lib/ports/engine";

const MAX_LINES = 5;
/** With less than this a service fails at whatever it writes next. */
const FULL_BYTES = 16 * 1024 ** 2;
const ROOM_FIX =
  "Free space on the disk that holds the engine's data (docker system df shows what takes it), then deploy again";

/** The failure of one service as the error that the job ends with: named, with its last lines as evidence. */
export async function serviceFailure(
  { services, redact, definition }: Pick<StepContext, "services" | "redact" | "definition">,
  service: string,
  container: ContainerDetail | null,
  judgement: Extract<ServiceJudgement, { state: "failed" }>,
): Promise<PanelError> {
  const unhealthy = judgement.code === "service-unhealthy";
  const { cause, evidence } =
    container === null
      ? { cause: null, evidence: [] }
      : await evidenceOf(services.engine, definition, service, container, unhealthy);
  const details = { fix: judgement.fix, service, evidence: evidence.map(redact) };
  if (/^service-/.test(judgement.code) && (await lacksRoom(services, evidence))) {
    const reason = `${judgement.reason}, and the disk is full`;
    return new PanelError("disk-full", behindName(service, reason), { ...details, fix: ROOM_FIX });
  }
  const { code, reason } = judgement;
  if (cause === null || !/^service-/.test(code))
    return new PanelError(code, behindName(service, reason), details);
  const { fix, field } = cause;
  return new PanelError(code, redact(`${behindName(service, cause.reason)} (${reason})`), {
    ...details,
    fix,
    ...(field !== undefined && { field }),
  });
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
  const found = await evidenceOf(engine, context.definition, waiting.name, waiting.container, true);
  const evidence = found.evidence.map(context.redact);
  const isFull = await lacksRoom(context.services, evidence);
  const { cause } = found;
  const told = cause === null ? late.message : `${late.message}; ${behindName(waiting.name, cause.reason)}`;
  return new PanelError(isFull ? "disk-full" : late.code, context.redact(told), {
    fix: isFull
      ? `${ROOM_FIX}. Restart ${waiting.name} if it does not come up then`
      : (cause?.fix ??
        `Read the lines below and the log of ${waiting.name}, restart it once the cause is gone, and deploy again`),
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

type Evidence = { cause: KnownCause | null; evidence: string[] };

async function evidenceOf(
  engine: Engine,
  definition: StepContext["definition"],
  service: string,
  container: ContainerDetail,
  unhealthy: boolean,
): Promise<Evidence> {
  const checks = unhealthy ? (container.checks.at(-1)?.output ?? "").split("\n") : [];
  const fromCheck = checks.filter((line) => line.trim() !== "").slice(-2);
  const log = await lastLogLines(engine, container.id);
  const cause = knownCause(definition, service, log);
  const last = tellingLines(log, MAX_LINES - fromCheck.length);
  const telling = cause === null || last.includes(cause.line) ? last : [cause.line, ...last.slice(1)];
  return { cause, evidence: [...fromCheck, ...telling] };
}
