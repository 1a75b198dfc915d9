import { stringify } from "yaml";

export const PROMETHEUS_CONFIG_PATH = "/etc/slipway/prometheus.yml";

/** Name of the job, by which the probe finds the target. */
export const SCRAPE_JOB = "spacetimedb";

/**
 * One target, written down: the server's own discovery names an address that is not its own.
 * @param target host and port inside the stack
 */
export function prometheusConfig(target: string, scrapeSeconds: number): string {
  return stringify({
    global: { scrape_interval: `${scrapeSeconds}s`, scrape_timeout: `${Math.min(scrapeSeconds, 10)}s` },
    scrape_configs: [
      { job_name: SCRAPE_JOB, metrics_path: "/v1/metrics", static_configs: [{ targets: [target] }] },
    ],
  });
}
