import type { ResourceNeeds } from "@/lib/stacks/kind";
import { enabledServices } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Room for the first data, logs of containers and what the engine unpacks. */
const FIRST_DATA = 2 * GIB;

/**
 * In MiB: what a service at rest uses, and what its image needs on disk. Estimates, not measured with the real images:
 * they are shared out so that the sums agree with what is published. Upstream's guide for the whole stack asks for 4 GB
 * at least and 8 GB for comfort; its older one ran the services of the profile “lite” on 1 GB with swap.
 */
const ESTIMATES: Readonly<Record<SupabaseService, { memory: number; image: number }>> = {
  studio: { memory: 230, image: 900 },
  kong: { memory: 320, image: 400 },
  auth: { memory: 30, image: 60 },
  rest: { memory: 60, image: 40 },
  realtime: { memory: 250, image: 250 },
  storage: { memory: 130, image: 700 },
  imgproxy: { memory: 40, image: 250 },
  functions: { memory: 120, image: 700 },
  meta: { memory: 90, image: 400 },
  db: { memory: 250, image: 1900 },
  supavisor: { memory: 250, image: 400 },
  analytics: { memory: 700, image: 800 },
  vector: { memory: 60, image: 200 },
};

/** Estimates for the services that are on. */
export function supabaseNeeds(settings: SupabaseSettings): ResourceNeeds {
  const on = [...enabledServices(settings)].map((service) => ESTIMATES[service]);
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0) * MIB;
  return {
    memoryBytes: sum(on.map(({ memory }) => memory)),
    diskBytes: sum(on.map(({ image }) => image)) + FIRST_DATA,
  };
}
