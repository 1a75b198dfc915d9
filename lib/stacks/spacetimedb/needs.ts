import type { ResourceNeeds } from "@/lib/stacks/kind";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

const MIB = 1024 * 1024;

/**
 * In MiB: what a part at rest uses, and what its image needs on disk. Estimates, not measured with the real images: the
 * server's image holds the toolchains of two languages, and its tables live in memory beside what is counted here.
 */
const SERVER = { memory: 300, image: 4500 };
const MONITORING = { memory: 250, image: 900 };
const GUARD = { memory: 30, image: 60 };

/** Room for the first data and the logs of containers. */
const FIRST_DATA = 1024;

export function spacetimedbNeeds(settings: SpacetimedbSettings): ResourceNeeds {
  const parts = [SERVER, ...(settings.monitoring ? [MONITORING] : []), ...(settings.guard ? [GUARD] : [])];
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0) * MIB;
  return {
    memoryBytes: sum(parts.map(({ memory }) => memory)),
    diskBytes: sum(parts.map(({ image }) => image)) + FIRST_DATA * MIB,
    architectures: ["amd64", "arm64"],
  };
}
