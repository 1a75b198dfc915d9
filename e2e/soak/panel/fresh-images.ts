import type { RegistryAddress } from "@/e2e/registry/registry-client.mjs";
import { pushSyntheticImage } from "@/e2e/registry/synthetic-image.mjs";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";

const LAYER_BYTES = 64 * 1024;

/** Copies of the small test image under names of their own, with a layer that no engine has: they must be pulled. */
export class FreshImages {
  readonly #worker: WorkerUnderTest;
  readonly #registry: RegistryAddress;
  /** Bytes of all layers, by name. */
  readonly #pushed = new Map<string, number>();

  /** @param registry holds the small test image; the shared one unless given */
  constructor(
    worker: WorkerUnderTest,
    registry: RegistryAddress = { url: `http://${worker.around.registry}` },
  ) {
    this.#worker = worker;
    this.#registry = registry;
  }

  /** @returns the name as a stack's setting takes it */
  async push(layers: readonly number[] = [LAYER_BYTES]): Promise<string> {
    const repository = `slipway-test/${this.#worker.run}`;
    const tag = String(this.#pushed.size + 1);
    const { totalBytes } = await pushSyntheticImage({
      registry: this.#registry,
      repository,
      tag,
      layers,
      base: { repository: "slipway-test/tiny", tag: "1" },
      labels: { "slipway.test": this.#worker.run },
    });
    this.#pushed.set(`${repository}:${tag}`, totalBytes);
    return `${repository}:${tag}`;
  }

  /** Bytes of all layers. */
  sizeOf(image: string): number {
    return this.#pushed.get(image) ?? Number.NaN;
  }

  /** Off the engine again; to be called when no container is left. */
  async remove(): Promise<void> {
    const filters = { label: [`slipway.test=${this.#worker.run}`] };
    for (const { Id } of await this.#worker.docker.listImages({ filters })) {
      await this.#worker.docker.getImage(Id).remove({ force: true });
    }
  }
}
