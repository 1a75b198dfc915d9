import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";
import { type EngineSight, NOT_YET_SEEN } from "@/lib/use-cases/live/engine-sight";

/** A healthy engine answers these within milliseconds. */
const PATIENCE_MS = 1200;
/** When it is asked whether it lives at all, which waits for nothing inside of it. */
const DOUBT_MS = 500;
/** One that lives and makes containers on a busy machine may take long over a list. */
const BUSY_MS = 15_000;

const FIX = "Try again in a moment. If it stays so, look into the engine's log (journalctl -u docker).";

export type EngineReads = Pick<
  Engine,
  "listContainers" | "listNetworks" | "listVolumes" | "inspectImage" | "exec"
>;

/**
 * The engine as pages ask it: a page that would wait for a silent engine tells nobody anything. One that is known to be
 * silent is not asked at all, so that calls do not pile up before it; the watch finds out when it is back. Jobs ask the
 * engine itself and have its own deadlines.
 */
export function promptEngine(
  engine: EngineReads & Pick<Engine, "ping">,
  sight: () => EngineSight,
): EngineReads {
  const promptly = async <T>(ask: () => Promise<T>): Promise<T> => {
    const seen = sight();
    if (seen.state === "unreachable" && seen !== NOT_YET_SEEN) throw silent(seen.reason, seen.fix);
    return whileItLives(ask(), () => engine.ping());
  };
  return {
    listContainers: (filter) => promptly(() => engine.listContainers(filter)),
    listNetworks: (filter) => promptly(() => engine.listNetworks(filter)),
    listVolumes: (filter) => promptly(() => engine.listVolumes(filter)),
    inspectImage: (reference) => promptly(() => engine.inspectImage(reference)),
    exec: (...command) => promptly(() => engine.exec(...command)),
  };
}

function silent(reason: string, fix: string | null): PanelError {
  return new PanelError("engine-timeout", reason, { fix: fix ?? "Try again in a moment." });
}

/** Waits for an engine that hangs only briefly, and longer for one that is busy. */
async function whileItLives<T>(answer: Promise<T>, ping: () => Promise<unknown>): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  let lives = false;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = (afterMs: number) =>
      reject(silent(`The engine did not answer within ${afterMs / 1000} s`, FIX));
    const askWhetherItLives = () => {
      ping().then(
        () => {
          lives = true;
        },
        // What a ping is refused with is no sign of life; the answer itself tells the rest.
        () => {},
      );
    };
    timers.push(setTimeout(askWhetherItLives, DOUBT_MS));
    timers.push(setTimeout(() => lives || giveUp(PATIENCE_MS), PATIENCE_MS));
    timers.push(setTimeout(() => giveUp(BUSY_MS), BUSY_MS));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
