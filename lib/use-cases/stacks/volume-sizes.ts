import { PanelError } from "@/lib/errors";
import type { Engine } from "@/lib/ports/engine";

/** Adding up walks through all data and keeps an older engine busy for seconds: not more often than this. */
const FRESH_MS = 300_000;
/** A page shows what is known rather than wait for it. */
const PATIENCE_MS = 1500;

/** Sizes of volumes, measured seldom and remembered. */
export class VolumeSizes {
  readonly #engine: Engine;
  readonly #known = new Map<string, number | null>();
  #measuredAtMs = Number.NEGATIVE_INFINITY;
  #measuring: Promise<void> | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** With sizes as far as they are known; waits a moment for those that never were. */
  async of(names: readonly string[]): Promise<{ name: string; sizeBytes: number | null }[]> {
    const isNew = names.some((name) => !this.#known.has(name));
    for (const name of names) this.#known.set(name, this.#known.get(name) ?? null);
    if (isNew || performance.now() - this.#measuredAtMs > FRESH_MS) {
      const measuring = names.length === 0 ? Promise.resolve() : this.#measure();
      if (isNew) await withPatience(measuring);
    }
    return names.map((name) => ({ name, sizeBytes: this.#known.get(name) ?? null }));
  }

  /** One measurement at a time: a second one is refused by the engine. */
  #measure(): Promise<void> {
    this.#measuring ??= this.#measureAll().finally(() => {
      this.#measuring = null;
    });
    return this.#measuring;
  }

  async #measureAll(): Promise<void> {
    try {
      const sizes = await this.#engine.volumeSizes([...this.#known.keys()]);
      for (const [name, sizeBytes] of Object.entries(sizes)) this.#known.set(name, sizeBytes);
      this.#measuredAtMs = performance.now();
    } catch (error) {
      // Sizes that the engine does not give now are shown as not known.
      if (!(error instanceof PanelError)) throw error;
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
