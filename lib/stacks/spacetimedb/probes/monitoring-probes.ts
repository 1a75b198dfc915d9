import { z } from "zod";
import type { Probe } from "@/lib/stacks/kind";
import {
  GRAFANA,
  GRAFANA_ENDPOINT,
  PROMETHEUS,
  PROMETHEUS_ENDPOINT,
} from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbFields, SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { DATA_SOURCE_UID } from "@/lib/stacks/spacetimedb/files/grafana-provisioning";
import { SCRAPE_JOB } from "@/lib/stacks/spacetimedb/files/prometheus-config";
import { answerInWords, bodyAs } from "@/lib/stacks/spacetimedb/probes/response-body";

const applies = ({ monitoring }: SpacetimedbSettings) => monitoring;

const targetsBody = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({ labels: z.object({ job: z.string() }), health: z.string(), lastError: z.string() }),
    ),
  }),
});

export const prometheusTargetProbe: Probe<SpacetimedbFields> = {
  id: "prometheus-target",
  title: "Prometheus collects the server's metrics",
  service: PROMETHEUS,
  applies,
  async run({ http }, { settings }) {
    const response = await http({ endpoint: PROMETHEUS_ENDPOINT, path: "/api/v1/targets?state=active" });
    const found = response.status === 200 ? bodyAs(response, targetsBody) : undefined;
    const target = found?.data.activeTargets.find(({ labels }) => labels.job === SCRAPE_JOB);
    if (target?.health === "up") return { ok: true, detail: `up, asked every ${settings.scrapeSeconds} s` };
    const detail =
      target === undefined
        ? `/api/v1/targets answered ${answerInWords(response)}`
        : `The server's metrics are ${target.health}: ${target.lastError || "not asked for yet"}`;
    return { ok: false, detail, fix: `Read the log of the service ${PROMETHEUS}` };
  },
};

const healthBody = z.object({ database: z.string(), version: z.string().optional() });

export const grafanaHealthProbe: Probe<SpacetimedbFields> = {
  id: "grafana-health",
  title: "Grafana answers",
  service: GRAFANA,
  applies,
  async run({ http }) {
    const response = await http({ endpoint: GRAFANA_ENDPOINT, path: "/api/health" });
    const health = response.status === 200 ? bodyAs(response, healthBody) : undefined;
    if (health?.database === "ok") return { ok: true, detail: `Grafana ${health.version ?? "answers"}` };
    const detail = `/api/health answered ${answerInWords(response)}`;
    return { ok: false, detail, fix: `Read the log of the service ${GRAFANA}` };
  },
};

const sourceBody = z.object({ status: z.string(), message: z.string().optional() });

export const grafanaSourceProbe: Probe<SpacetimedbFields> = {
  id: "grafana-source",
  title: "The generated admin signs in, and Grafana reaches Prometheus",
  service: GRAFANA,
  applies,
  async run({ http, secrets }, { settings }) {
    const login = Buffer.from(`${settings.grafanaUser}:${secrets.grafanaPassword ?? ""}`).toString("base64");
    const response = await http({
      endpoint: GRAFANA_ENDPOINT,
      path: `/api/datasources/uid/${DATA_SOURCE_UID}/health`,
      headers: { authorization: `Basic ${login}` },
    });
    if (response.status === 401) {
      return {
        ok: false,
        // Grafana shuts out whoever tries a wrong password five times.
        final: true,
        detail: `Grafana does not take ${settings.grafanaUser} with the stack's password`,
        fix: "Grafana keeps the password with its data. If it was changed in Grafana since, change it back there: the one that it should have stands under Keys",
      };
    }
    const source = response.status === 200 ? bodyAs(response, sourceBody) : undefined;
    if (source?.status === "OK")
      return { ok: true, detail: `${settings.grafanaUser} signed in; the data source answers` };
    return {
      ok: false,
      detail: `The data source was answered with ${answerInWords(response)}`,
      fix: `Read the logs of the services ${GRAFANA} and ${PROMETHEUS}`,
    };
  },
};
