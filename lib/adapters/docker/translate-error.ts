import { translateEngineText } from "@/lib/adapters/docker/translate-text";
import { PanelError } from "@/lib/errors";

/** What was asked of which engine, for the message. `doing` continues "The engine did not answer while …". */
export type EngineCall = { socketPath: string; doing: string; image?: string };

/** The engine's refusal, whichever client it came through. `reason` is the engine's own text. */
type Refusal = { statusCode: number; reason: string };

/** Names a failure of the engine or of the way to it. The one place that looks at foreign error codes. */
export function translateError(error: unknown, call: EngineCall): PanelError {
  if (error instanceof PanelError) return error;
  const refusal = readRefusal(error);
  if (refusal !== undefined) return translateRefusal(refusal, call, error);
  const code = stringField(error, "code");
  const connection = code === undefined ? undefined : translateConnection(code, call, error);
  return connection ?? engineError(error instanceof Error ? error.message : String(error), call, error);
}

/** The engine takes connections and says nothing: hung, or overloaded beyond use. */
export function engineSilent(call: EngineCall, timeoutMs: number): PanelError {
  return new PanelError(
    "engine-timeout",
    `The engine at ${call.socketPath} accepts connections and does not answer (waited ${seconds(timeoutMs)} while ${call.doing})`,
    {
      fix: "Look into the engine's log (journalctl -u docker) and restart it; running containers go on meanwhile.",
      timeoutMs,
    },
  );
}

export function engineUnreachable(reason: string, fix: string, cause?: unknown): PanelError {
  return new PanelError("engine-unreachable", reason, { fix }, cause);
}

function translateConnection(code: string, call: EngineCall, cause: unknown): PanelError | undefined {
  const { socketPath, doing } = call;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return engineUnreachable(
        `There is no Docker Engine at ${socketPath}: the socket does not exist`,
        "Start the engine (sudo systemctl start docker), or set DOCKER_HOST=unix:///path/to/docker.sock.",
        cause,
      );
    case "ECONNREFUSED":
      return engineUnreachable(
        `Nobody answers at ${socketPath}: the engine is stopped`,
        "Start it: sudo systemctl start docker",
        cause,
      );
    case "EACCES":
    case "EPERM":
      return engineUnreachable(
        `This user may not open the engine's socket ${socketPath}`,
        'Add the user to the group docker (sudo usermod -aG docker "$USER"), sign in again and restart Slipway.',
        cause,
      );
    case "ECONNRESET":
    case "EPIPE":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return engineUnreachable(
        `The connection to the engine at ${socketPath} was cut while ${doing}`,
        "The engine restarts or has stopped: see journalctl -u docker.",
        cause,
      );
    default:
      return undefined;
  }
}

function translateRefusal({ statusCode, reason }: Refusal, call: EngineCall, cause: unknown): PanelError {
  const named = translateEngineText(reason, { image: call.image, cause });
  if (named !== undefined) return named;
  if (statusCode === 404) {
    return new PanelError(
      "not-found",
      `The engine has nothing of that name (while ${call.doing})`,
      { fix: "It was removed meanwhile: look again.", evidence: [reason] },
      cause,
    );
  }
  return engineError(reason, call, cause);
}

function engineError(reason: string, call: EngineCall, cause: unknown): PanelError {
  return new PanelError(
    "engine-error",
    `The engine refused while ${call.doing}: ${reason.slice(0, 500)}`,
    { fix: "The engine's own text says why; its log (journalctl -u docker) says more.", evidence: [reason] },
    cause,
  );
}

/** HTTP status of the engine's refusal, undefined for other failures. */
export function statusOf(error: unknown): number | undefined {
  const status = field(error, "statusCode");
  return typeof status === "number" ? status : undefined;
}

function readRefusal(error: unknown): Refusal | undefined {
  const statusCode = statusOf(error);
  if (statusCode === undefined) return undefined;
  const fromBody = stringField(field(error, "json"), "message");
  const fromMessage = stringField(error, "message")?.replace(/^\(HTTP code \d+\) [^-]* - /, "");
  return { statusCode, reason: (fromBody ?? fromMessage ?? `HTTP ${statusCode}`).trim() };
}

function seconds(timeoutMs: number): string {
  return `${Math.round(timeoutMs / 100) / 10} s`;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function stringField(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === "string" ? found : undefined;
}
