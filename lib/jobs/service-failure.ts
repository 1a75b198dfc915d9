import { PanelError } from "@/lib/errors";
import { behindName } from "@/lib/health/reason-words";
import type { StepContext } from "@/lib/jobs/job-step";
import type { ServiceJudgement } from "@/lib/jobs/judge-service";
import type { ContainerDetail, Engine } from "@/lib/ports/engine";

const MAX_LINES = 5;
const LOG_DEADLINE_MS = 5000;

/** The failure of one service as the error that the job ends with: named, with its last lines as evidence. */
export async function serviceFailure(
  { services, redact }: Pick<StepContext, "services" | "redact">,
  service: string,
  container: ContainerDetail | null,
  judgement: Extract<ServiceJudgement, { state: "failed" }>,
): Promise<PanelError> {
  const evidence = container === null ? [] : await evidenceOf(services.engine, container, judgement.code);
  return new PanelError(judgement.code, behindName(service, judgement.reason), {
    fix: judgement.fix,
    service,
    evidence: evidence.map(redact),
  });
}

async function evidenceOf(engine: Engine, container: ContainerDetail, code: string): Promise<string[]> {
  const checks = code === "service-unhealthy" ? (container.checks.at(-1)?.output ?? "").split("\n") : [];
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
