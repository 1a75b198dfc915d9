import { z } from "zod";
import type { Connection } from "@/lib/adapters/docker/connection";
import { jsonLines } from "@/lib/adapters/docker/json-lines";
import { watchSilence } from "@/lib/adapters/docker/silence";
import { translateError } from "@/lib/adapters/docker/translate-error";
import { PanelError } from "@/lib/errors";
import type { EngineEvent, EventOptions } from "@/lib/ports/engine";

const SILENCE_MS = 15_000;
const TYPES = ["container", "network", "volume", "image"] as const;

const eventLine = z.object({
  Type: z.enum(TYPES),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).nullish() }),
  time: z.number(),
  timeNano: z.number().optional(),
});

/** The engine's events as they happen. A health check makes three `exec_…` events each time: they are left out. */
export async function* engineEvents(
  connection: Connection,
  ping: () => Promise<void>,
  signal: AbortSignal,
  options: EventOptions = {},
): AsyncGenerator<EngineEvent> {
  const doing = "listening for events";
  const abort = new AbortController();
  const follow = () => abort.abort();
  if (signal.aborted) return;
  signal.addEventListener("abort", follow, { once: true });
  const silence = watchSilence(SILENCE_MS, ping);
  try {
    const since = options.sinceMs === undefined ? {} : { since: options.sinceMs / 1_000 };
    const stream = await connection.call({ doing, signal }, () =>
      connection.docker.getEvents({
        ...since,
        filters: { type: [...TYPES] },
        abortSignal: abort.signal,
      }),
    );
    options.onOpen?.();
    for await (const line of jsonLines(stream, silence)) {
      const event = eventOf(line);
      if (event !== undefined) yield event;
    }
    if (!signal.aborted) {
      throw new PanelError(
        "engine-unreachable",
        "The engine ended its stream of events: it stops or restarts",
        {
          fix: "Slipway connects again by itself.",
        },
      );
    }
  } catch (error) {
    if (!signal.aborted) throw translateError(error, { socketPath: connection.socketPath, doing });
  } finally {
    silence.end();
    signal.removeEventListener("abort", follow);
    abort.abort();
  }
}

function eventOf(line: unknown): EngineEvent | undefined {
  const parsed = eventLine.safeParse(line);
  if (!parsed.success || parsed.data.Action.startsWith("exec_")) return undefined;
  const { Type, Action, Actor, time, timeNano } = parsed.data;
  return {
    type: Type,
    action: Action,
    id: Actor.ID,
    attributes: Actor.Attributes ?? {},
    atMs: timeNano === undefined ? time * 1_000 : Math.floor(timeNano / 1e6),
  };
}
