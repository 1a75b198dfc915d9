import type { ComposeService } from "@/lib/stacks/compose-project";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

export const MIB = 1024 * 1024;

/** Seconds between health checks: a check costs a few milliseconds, a longer wait would delay every deploy. */
const HEALTH_INTERVAL_SECONDS = 5;

/** What every service has that stays, and every log. */
export function lasting(settings: SpacetimedbSettings): Pick<ComposeService, "restart" | "logging"> {
  return { restart: settings.restart, ...logging(settings) };
}

export function logging(settings: SpacetimedbSettings): Pick<ComposeService, "logging"> {
  return { logging: { maxSizeMib: settings.logMaxSizeMib, maxFiles: settings.logMaxFiles } };
}

/** @param startPeriodSeconds how long failures do not count after a start */
export function checkedBy(
  test: readonly string[],
  startPeriodSeconds: number,
): Pick<ComposeService, "healthcheck"> {
  return {
    healthcheck: {
      test,
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 6,
      startPeriodSeconds,
    },
  };
}
