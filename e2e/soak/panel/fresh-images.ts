import { pushSyntheticImage } from "@/e2e/registry/synthetic-image.mjs";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";

const LAYER_BYTES = 64 * 1024;

/** Copies of the small test image under names of their own, with a layer that no engine has: they must be pulled. */
export class FreshImages {
  readonly #worker: WorkerUnderTest;
  readonly #pushed: string[] = [];

  constructor(worker: WorkerUnderTest) {
    this.#worker = worker;
  }

  /** @returns the name as a stack's setting takes it */
  async push(layers: readonly number[] = [LAYER_BYTES]): Promise<string> {
    const { registry } = this.#worker.around;
    const repository = `slipway-test/${this.#worker.run}`;
    const tag = String(this.#pushed.length + 1);
    await pushSyntheticImage({
      registry: { url: `http://${registry}` },
      repository,
      tag,
      layers,
      base: { repository: "slipway-test/tiny", tag: "1" },
      labels: { "slipway.test": this.#worker.run },
    });
    this.#pushed.push(`${repository}:${tag}`);
    return `${repository}:${tag}`;
  }

  /** Off the engine again; to be called when no container is left. */
  async remove(): Promise<void> {
    const filters = { label: [`slipway.test=${this.#worker.run}`] };
    for (const { Id } of await this.#worker.docker.listImages({ filters })) {
      await this.#worker.docker.getImage(Id).remove({ force: true });
    }
  }
}
