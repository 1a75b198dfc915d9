import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Access } from "@/lib/stacks/kind";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { dashboardMetrics } from "@/lib/stacks/spacetimedb/files/grafana-dashboard";
import { renderSpacetimedb } from "@/lib/stacks/spacetimedb/render";
import { exampleInput } from "@/lib/stacks/spacetimedb/test-support/example-input";

const published: Access = { mode: "address", host: "203.0.113.7" };
const render = (settings: Partial<SpacetimedbSettings> = {}, access?: Access) =>
  renderSpacetimedb(exampleInput(settings, access));
const command = (settings: Partial<SpacetimedbSettings>) => render(settings).services.server?.command;

describe("the server's command", () => {
  it("names folders, keys and address, and never asks", () => {
    expect(command({})).toEqual([
      "start",
      "--listen-addr=0.0.0.0:3000",
      "--data-dir=/stdb/data",
      "--jwt-pub-key-path=/etc/spacetimedb/id_ecdsa.pub",
      "--jwt-priv-key-path=/etc/spacetimedb/id_ecdsa",
      "--non-interactive",
    ]);
  });

  it("has the root folder before the word start, and names no other folder then", () => {
    expect(
      command({ layout: "root", rootDir: "/stdb", startParameters: "--config-path /x/cli.toml" }),
    ).toEqual([
      "--root-dir=/stdb",
      "--config-path=/x/cli.toml",
      "start",
      "--listen-addr=0.0.0.0:3000",
      "--non-interactive",
    ]);
  });

  it("has every other parameter where it is asked for", () => {
    expect(
      command({
        keyFiles: "folder",
        inMemory: true,
        flavour: "release-test",
        pagePoolMaxSize: "512MiB",
        tracy: true,
        startParameters: "--edition standalone",
      }),
    ).toEqual([
      "start",
      "--edition=standalone",
      "--listen-addr=0.0.0.0:3000",
      "--data-dir=/stdb/data",
      "--jwt-key-dir=/etc/spacetimedb",
      "--in-memory",
      "--pg-port=5432",
      "--page_pool_max_size=512MiB",
      "--enable-tracy",
      "--non-interactive",
    ]);
  });
});

describe("the server", () => {
  it("runs as its own user without any right, ends by the one signal that it hears, and dumps no core", () => {
    const { server } = render().services;
    expect(server).toMatchObject({
      image: "clockworklabs/spacetime:v2.8.3",
      user: "1000:1000",
      onlyCapabilities: [],
      stopSignal: "SIGINT",
      stopGracePeriodSeconds: 30,
      ulimits: { core: 0 },
      restart: "unless-stopped",
    });
  });

  it("starts after its folders were handed over, and anew where keys or configuration changed", () => {
    const { server, prepare } = render().services;
    expect(server?.dependsOn).toEqual({ prepare: "service_completed_successfully" });
    expect(server?.environment?.SLIPWAY_JWT_PUBLIC_KEY).toEqual({ env: "JWT_PUBLIC_KEY" });
    expect(server?.configs).toEqual([{ source: "config", target: "/etc/slipway/config.toml" }]);
    expect(prepare).toMatchObject({ user: "0:0", restart: "no", image: server?.image });
    expect(server?.environment).not.toHaveProperty("JWT_PRIVATE_KEY");
  });

  it("is published by itself when only this server reaches it, and behind the guard when others do", () => {
    const ports = (settings: Partial<SpacetimedbSettings>, access?: Access) =>
      Object.entries(render(settings, access).services).flatMap(([name, { ports: list = [] }]) =>
        list.map(({ hostIp, hostPort, containerPort }) => `${name} ${hostIp}:${hostPort}:${containerPort}`),
      );
    expect(ports({})).toEqual(["server 127.0.0.1:3000:3000"]);
    expect(ports({}, published)).toEqual(["server 127.0.0.1:3001:3000", "guard 0.0.0.0:3000:8080"]);
    expect(ports({ guard: false, pgWire: "on" }, published)).toEqual([
      "server 0.0.0.0:3000:3000",
      "server 127.0.0.1:5433:5432",
    ]);
    expect(ports({ monitoring: true, guard: false }, published)).toEqual([
      "server 0.0.0.0:3000:3000",
      "prometheus 127.0.0.1:9090:9090",
      "grafana 127.0.0.1:3300:3000",
    ]);
  });

  it("writes a flame graph only where the switch is set too, and leaves log files out when asked", () => {
    const { environment } = render({ flamegraph: true, diskLogging: false }).services.server ?? {};
    expect(environment).toMatchObject({
      SPACETIMEDB_FLAMEGRAPH: "1",
      SPACETIMEDB_FLAMEGRAPH_PATH: { env: "SPACETIMEDB_FLAMEGRAPH_PATH" },
      SPACETIMEDB_DISABLE_DISK_LOGGING: "1",
    });
    expect(render({ flamegraph: true, diskLogging: false }).env.SPACETIMEDB_FLAMEGRAPH_PATH).toBe(
      "/stdb/data/flamegraph.folded",
    );
  });

  it("keeps data and keys apart, in volumes or in folders of the host", () => {
    expect(render().volumes).toEqual(["data", "keys"]);
    const project = render({ storage: "folders" });
    expect(project.volumes).toEqual([]);
    expect(project.services.server?.volumes).toEqual([
      { type: "bind", source: "/srv/spacetimedb/data", target: "/stdb/data", createSource: true },
      {
        ...{ type: "bind", source: "/srv/spacetimedb/keys", target: "/etc/spacetimedb" },
        ...{ createSource: true, readOnly: true },
      },
    ]);
  });
});

describe("config.toml", () => {
  const config = (settings: Partial<SpacetimedbSettings>) => render(settings).configs.config?.content;

  it("says what the form says", () => {
    expect(config({ logLevel: "warn", logDirectives: "spacetimedb=info, axum::rejection=trace" })).toBe(
      `# Written by Slipway at each deploy: change it in the stack's settings.
[logs]
level = "warn"
directives = [ "spacetimedb=info", "axum::rejection=trace" ]

[module-http]
enabled = true

[websocket]
ping-interval = "15s"
idle-timeout = "30s"
close-handshake-timeout = "250ms"
incoming-queue-length = 2048

[commitlog]
max-segment-size = 1073741824
write-buffer-size = 131072
offset-index-interval-bytes = 4096
offset-index-require-segment-fsync = true
preallocate-segments = false
`,
    );
  });

  it("is a text of the person's own, or the server's", () => {
    expect(config({ configSource: "text", configText: "a = 1" })?.split("\n").slice(1)).toEqual([
      "a = 1",
      "",
    ]);
    expect(config({ configSource: "server" })).toBeUndefined();
    expect(render({ configSource: "server" }).services.server?.configs).toEqual([]);
  });
});

describe("monitoring", () => {
  it("asks the server at its own path, and no other target", () => {
    const { configs } = render({ monitoring: true, listenAddress: "0.0.0.0:4000", scrapeSeconds: 5 });
    expect(parse(configs.prometheus?.content ?? "")).toEqual({
      global: { scrape_interval: "5s", scrape_timeout: "5s" },
      scrape_configs: [
        {
          job_name: "spacetimedb",
          metrics_path: "/v1/metrics",
          static_configs: [{ targets: ["server:4000"] }],
        },
      ],
    });
  });

  it("shows only metrics that the server has", () => {
    expect(dashboardMetrics()).toEqual([
      "spacetime_worker_connected_clients",
      "spacetime_websocket_requests_total",
      "spacetime_module_instances",
      "spacetime_active_queries",
      "spacetime_reducer_wait_time_sec",
      "spacetime_request_round_trip_time",
      "jemalloc_resident_bytes",
      "page_pool_resident_bytes",
      "spacetime_worker_wasm_memory_bytes",
      "spacetime_worker_v8_used_heap_size_bytes",
    ]);
  });
});
