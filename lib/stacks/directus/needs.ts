import type { DirectusSettings } from "@/lib/stacks/directus/fields";
import type { ResourceNeeds } from "@/lib/stacks/kind";

const MIB = 1024 * 1024;

/** Measured on a running stack: a process of Directus takes about 250 MiB, PostgreSQL 35 to 90 MiB, Redis 5 MiB. */
export function directusNeeds(settings: DirectusSettings): ResourceNeeds {
  const directusBytes = (120 + 250 * settings.instances) * MIB;
  if (settings.database === "sqlite") {
    return { memoryBytes: directusBytes, diskBytes: 1200 * MIB, architectures: ["amd64", "arm64"] };
  }
  return {
    memoryBytes: directusBytes + 140 * MIB,
    diskBytes: 2400 * MIB,
    // PostGIS' image exists for this processor only.
    architectures: ["amd64"],
  };
}
