import type { ImagePullView, LayerView, StepView } from "@/lib/api/contract/job-views";
import type { LayerProgress } from "@/lib/ports/engine";

/** The rate is that of the last seconds: an average over all would hide that a line went dead. */
const RATE_WINDOW_MS = 5000;
const SAMPLE_MS = 250;

type Image = { view: Omit<ImagePullView, "layers">; layers: Map<string, LayerView> };

/** What a pull of several images shows: bytes by image and layer, rate, time left. */
export class PullProgress {
  readonly #images = new Map<string, Image>();
  readonly #now: () => Date;
  #samples: { atMs: number; bytes: number }[] = [];

  constructor(images: readonly string[], now: () => Date) {
    this.#now = now;
    for (const image of images) {
      const view = { image, state: "queued", present: false, doneBytes: 0, totalBytes: 0 } as const;
      this.#images.set(image, { view, layers: new Map() });
    }
  }

  begin(image: string): void {
    this.#set(image, { state: "pulling" });
  }

  ready(image: string, present: boolean): void {
    this.#set(image, { state: "ready", present });
  }

  failed(image: string): void {
    this.#set(image, { state: "failed" });
  }

  layer(image: string, { layer, state, doneBytes, totalBytes, present }: LayerProgress): void {
    const found = this.#images.get(image);
    if (found === undefined) return;
    // A layer that was there costs nothing: it counts for neither sum.
    const sizes = present ? { doneBytes: 0, totalBytes: 0 } : { doneBytes, totalBytes };
    found.layers.set(layer, { id: layer, state, ...sizes });
    const layers = [...found.layers.values()];
    this.#set(image, {
      doneBytes: sum(layers.map((one) => one.doneBytes)),
      totalBytes: sum(layers.map((one) => one.totalBytes)),
    });
  }

  view(): NonNullable<StepView["pull"]> {
    const images = [...this.#images.values()].map(({ view, layers }) => ({
      ...view,
      layers: [...layers.values()],
    }));
    const doneBytes = sum(images.map((image) => image.doneBytes));
    const totalBytes = sum(images.map((image) => image.totalBytes));
    const bytesPerSecond = this.#rate(doneBytes);
    // While an image waits for its turn its size is not known, and so neither is the time.
    const known = images.every((image) => image.state !== "queued") && bytesPerSecond > 0;
    const secondsLeft = known ? Math.ceil((totalBytes - doneBytes) / bytesPerSecond) : null;
    return { images, doneBytes, totalBytes, bytesPerSecond, secondsLeft };
  }

  #rate(bytes: number): number {
    const atMs = this.#now().getTime();
    const last = this.#samples.at(-1);
    if (last === undefined || atMs - last.atMs >= SAMPLE_MS) this.#samples.push({ atMs, bytes });
    this.#samples = this.#samples.filter((sample) => atMs - sample.atMs <= RATE_WINDOW_MS);
    const first = this.#samples[0];
    if (first === undefined || first.atMs === atMs) return 0;
    return Math.max(0, Math.round(((bytes - first.bytes) * 1000) / (atMs - first.atMs)));
  }

  #set(image: string, change: Partial<Image["view"]>): void {
    const found = this.#images.get(image);
    if (found !== undefined) found.view = { ...found.view, ...change };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
