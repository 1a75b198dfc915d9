import { stringify } from "yaml";

/** Read by Grafana when it starts. */
export const DATA_SOURCE_PATH = "/etc/grafana/provisioning/datasources/slipway.yaml";
export const DASHBOARDS_PATH = "/etc/grafana/provisioning/dashboards/slipway.yaml";

const DASHBOARD_FOLDER = "/etc/slipway/dashboards";
export const DASHBOARD_PATH = `${DASHBOARD_FOLDER}/spacetimedb.json`;

/** By which the dashboard and the probe name the data source. */
export const DATA_SOURCE_UID = "prometheus";

export function dataSources(prometheusUrl: string, scrapeSeconds: number): string {
  return stringify({
    apiVersion: 1,
    datasources: [
      {
        name: "Prometheus",
        uid: DATA_SOURCE_UID,
        type: "prometheus",
        access: "proxy",
        url: prometheusUrl,
        isDefault: true,
        editable: false,
        jsonData: { timeInterval: `${scrapeSeconds}s`, httpMethod: "POST" },
      },
    ],
  });
}

export function dashboardProviders(): string {
  return stringify({
    apiVersion: 1,
    providers: [
      {
        name: "Slipway",
        type: "file",
        disableDeletion: true,
        allowUiUpdates: false,
        options: { path: DASHBOARD_FOLDER },
      },
    ],
  });
}
