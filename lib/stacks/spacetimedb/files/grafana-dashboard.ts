import { DATA_SOURCE_UID } from "@/lib/stacks/spacetimedb/files/grafana-provisioning";

type Panel = {
  title: string;
  unit: string;
  /** In PromQL, with what a line is called; names of metrics are those that 2.8.3 gives out. */
  queries: readonly (readonly [expression: string, legend: string])[];
};

const PANELS: readonly Panel[] = [
  {
    title: "Connected clients",
    unit: "short",
    queries: [["sum(spacetime_worker_connected_clients)", "clients"]],
  },
  {
    title: "Requests over WebSockets",
    unit: "reqps",
    queries: [["sum(rate(spacetime_websocket_requests_total[5m]))", "requests"]],
  },
  { title: "Module instances", unit: "short", queries: [["sum(spacetime_module_instances)", "instances"]] },
  { title: "Active queries", unit: "short", queries: [["sum(spacetime_active_queries)", "queries"]] },
  {
    title: "Wait for a reducer",
    unit: "s",
    queries: [
      [
        "histogram_quantile(0.5, sum by (le) (rate(spacetime_reducer_wait_time_sec_bucket[5m])))",
        "half are shorter",
      ],
      [
        "histogram_quantile(0.99, sum by (le) (rate(spacetime_reducer_wait_time_sec_bucket[5m])))",
        "99 % are shorter",
      ],
    ],
  },
  {
    title: "Round trip of a request",
    unit: "s",
    queries: [
      [
        "histogram_quantile(0.99, sum by (le) (rate(spacetime_request_round_trip_time_bucket[5m])))",
        "99 % are shorter",
      ],
    ],
  },
  {
    title: "Memory",
    unit: "bytes",
    queries: [
      ["sum(jemalloc_resident_bytes)", "resident"],
      ["sum(page_pool_resident_bytes)", "page pool"],
    ],
  },
  {
    title: "Memory of modules",
    unit: "bytes",
    queries: [
      ["sum(spacetime_worker_wasm_memory_bytes)", "WebAssembly"],
      ["sum(spacetime_worker_v8_used_heap_size_bytes)", "JavaScript"],
    ],
  },
];

/** The names of metrics that the dashboard asks for; Prometheus adds the ending to a histogram's. */
export function dashboardMetrics(): string[] {
  const expressions = PANELS.flatMap(({ queries }) => queries.map(([expression]) => expression));
  const names = expressions.flatMap((text) => text.match(/\b(spacetime|jemalloc|page_pool)_\w+/g) ?? []);
  return [...new Set(names.map((name) => name.replace(/_bucket$/, "")))];
}

/** The dashboard as Grafana reads it from a file: two panels a row. */
export function dashboardFile(): string {
  const dashboard = {
    uid: "spacetimedb",
    title: "SpacetimeDB",
    schemaVersion: 39,
    editable: false,
    refresh: "30s",
    time: { from: "now-1h", to: "now" },
    panels: PANELS.map(panelNode),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function panelNode({ title, unit, queries }: Panel, index: number) {
  const datasource = { type: "prometheus", uid: DATA_SOURCE_UID };
  return {
    id: index + 1,
    type: "timeseries",
    title,
    datasource,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
    targets: queries.map(([expr, legendFormat], position) => ({
      refId: String.fromCharCode(65 + position),
      datasource,
      expr,
      legendFormat,
    })),
  };
}
