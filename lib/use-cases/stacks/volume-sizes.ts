import { isEngineSilence } from "@/lib/jobs/wait-for-engine";
import type { Engine } from "@/lib/ports/engine";

const FRESH_MS = 60_000;
/** Adding up takes some engines many seconds: a page shows what is known rather than wait for it. */
const PATIENCE_MS = 1500;

type Known = { sizeBytes: number | null; atMs: number };

/** Sizes of volumes, remembered for a minute. */
export class VolumeSizes {
  readonly #engine: Engine;
  readonly #known = new Map<string, Known>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async of(names: readonly string[]): Promise<{ name: string; sizeBytes: number | null }[]> {
    const nowMs = performance.now();
    const stale = names.filter((name) => {
      const known = this.#known.get(name);
      return known === undefined || nowMs - known.atMs > FRESH_MS;
    });
    if (stale.length > 0) await withPatience(this.#refresh(stale));
    return names.map((name) => ({ name, sizeBytes: this.#known.get(name)?.sizeBytes ?? null }));
  }

  async #refresh(names: readonly string[]): Promise<void> {
    try {
      const sizes = await this.#engine.volumeSizes(names);
      const atMs = performance.now();
      for (const name of names) this.#known.set(name, { sizeBytes: sizes[name] ?? null, atMs });
    } catch (error) {
      // The engine's silence is shown with the stack; the sizes are then not known.
      if (!isEngineSilence(error)) throw error;
    }
  }
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
