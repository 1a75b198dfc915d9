/** Names as the server of this version has them; the figures are this process's own, or nothing. */

const GAUGES = [
  "spacetime_worker_connected_clients",
  "spacetime_module_instances",
  "spacetime_active_queries",
  "spacetime_worker_wasm_memory_bytes",
  "spacetime_worker_v8_used_heap_size_bytes",
  "jemalloc_resident_bytes",
  "page_pool_resident_bytes",
  "tokio_num_workers",
];
const HISTOGRAMS = ["spacetime_reducer_wait_time_sec", "spacetime_request_round_trip_time"];

/**
 * @param {{ clients: number, requests: number }} counted
 * @returns {string} in Prometheus' text form
 */
export function metricsText({ clients, requests }) {
  /** @type {Record<string, number>} */
  const known = {
    spacetime_worker_connected_clients: clients,
    spacetime_worker_v8_used_heap_size_bytes: process.memoryUsage().heapUsed,
    jemalloc_resident_bytes: process.memoryUsage().rss,
  };
  const lines = [
    ...GAUGES.flatMap((name) => [`# TYPE ${name} gauge`, `${name} ${known[name] ?? 0}`]),
    "# TYPE spacetime_websocket_requests_total counter",
    `spacetime_websocket_requests_total ${requests}`,
    ...HISTOGRAMS.flatMap((name) => [
      `# TYPE ${name} histogram`,
      `${name}_bucket{le="+Inf"} 0`,
      `${name}_sum 0`,
      `${name}_count 0`,
    ]),
  ];
  return `${lines.join("\n")}\n`;
}
