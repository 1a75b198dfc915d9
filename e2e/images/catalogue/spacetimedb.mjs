import { PATH } from "./inputs.mjs";

/** @typedef {import("../catalogue.mjs").TestImage} TestImage */

const VERSION = "2.8.3";
const GRAFANA_VERSION = "12.1.1";

/** In an order in which each image comes after the one that it is built upon. */
export const spacetimedbImages = /** @type {TestImage[]} */ ([
  {
    name: "spacetimedb",
    repository: "clockworklabs/spacetime",
    tag: `v${VERSION}`,
    provenance: "stand-in",
    method: "container",
    from: "node",
    recipe: "spacetimedb",
    inputs: {},
    npmPackages: { hashes: "@noble/hashes@2.4.0", toml: "smol-toml@1.9.1" },
    software: [`spacetimedb tool version ${VERSION}`],
    config: {
      Env: [`PATH=${PATH}`],
      User: "spacetime",
      WorkingDir: "/app",
      Entrypoint: ["spacetime"],
      ExposedPorts: { "3000/tcp": {} },
    },
  },
  {
    name: "prometheus",
    repository: "prom/prometheus",
    tag: "v2.53.3",
    provenance: "real",
    method: "container",
    from: "debian",
    recipe: "prometheus",
    inputs: {},
    software: ["prometheus, version 2.53.3"],
    config: {
      Env: [`PATH=${PATH}`],
      User: "nobody",
      WorkingDir: "/prometheus",
      Entrypoint: ["/bin/prometheus"],
      ExposedPorts: { "9090/tcp": {} },
      Volumes: { "/prometheus": {} },
    },
  },
  {
    name: "grafana",
    repository: "grafana/grafana",
    tag: GRAFANA_VERSION,
    provenance: "stand-in",
    method: "container",
    from: "node",
    recipe: "grafana",
    inputs: { version: GRAFANA_VERSION },
    npmPackages: { yaml: "yaml@2.9.1" },
    software: [`grafana ${GRAFANA_VERSION}`],
    config: {
      Env: [`PATH=${PATH}`],
      User: "472",
      WorkingDir: "/usr/share/grafana",
      Entrypoint: ["/run.sh"],
      ExposedPorts: { "3000/tcp": {} },
    },
  },
]);
