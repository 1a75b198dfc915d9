import { NPM_PACKAGE, PATH } from "./inputs.mjs";

/** @typedef {import("../catalogue.mjs").TestImage} TestImage */

const LITE_VERSION = "0.10.0";
const META_VERSION = "0.99.0";

/**
 * Debian's PostgreSQL with the roles, schemas and order of first start of Supabase's image. Extensions that Debian does
 * not have are imitated, so it is not the real thing.
 * @param {{ major: string, tag: string, from: string, extensions: string }} image
 * @returns {TestImage}
 */
function postgres({ major, tag, from, extensions }) {
  return {
    name: `supabase-postgres-${major}`,
    repository: "supabase/postgres",
    tag,
    provenance: "compatible",
    method: "container",
    from,
    recipe: "supabase-postgres",
    shares: ["postgis/docker-entrypoint.sh"],
    inputs: { major, extensions },
    software: [`postgres (PostgreSQL) ${major}.`],
    config: {
      Env: [
        `PATH=/usr/lib/postgresql/${major}/bin:${PATH}`,
        "LANG=en_US.utf8",
        "PGDATA=/var/lib/postgresql/data",
        "POSTGRES_USER=supabase_admin",
        "POSTGRES_DB=postgres",
      ],
      Entrypoint: ["docker-entrypoint.sh"],
      Cmd: ["postgres", "-c", "config_file=/etc/postgresql/postgresql.conf"],
      ExposedPorts: { "5432/tcp": {} },
      Volumes: { "/var/lib/postgresql/data": {} },
      StopSignal: "SIGINT",
    },
  };
}

/** @type {TestImage} */
const meta = {
  name: "supabase-meta",
  repository: "supabase/postgres-meta",
  tag: `v${META_VERSION}`,
  provenance: "real",
  method: "container",
  from: "node",
  recipe: "supabase-meta",
  inputs: { version: META_VERSION },
  npmPackages: { npm: NPM_PACKAGE },
  software: [`postgres-meta ${META_VERSION}`],
  config: {
    Env: [`PATH=${PATH}`, "PG_META_PORT=8080", "NODE_ENV=production"],
    WorkingDir: "/usr/src/app",
    Cmd: ["node", "dist/server/server.js"],
    ExposedPorts: { "8080/tcp": {} },
    Healthcheck: {
      Test: [
        "CMD",
        "node",
        "-e",
        "fetch('http://127.0.0.1:8080/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))",
      ],
      Interval: 5e9,
      Timeout: 5e9,
      Retries: 3,
    },
  },
};

/**
 * What the services are made with, below their own files: it takes a minute, and they a few seconds.
 * @type {TestImage}
 */
const packages = {
  name: "supabase-packages",
  repository: "slipway-test/supabase-packages",
  tag: "1",
  provenance: "stand-in",
  method: "container",
  from: "node",
  recipe: "supabase-packages",
  inputs: { lite: LITE_VERSION },
  npmPackages: { npm: NPM_PACKAGE },
  intermediate: true,
  software: [`@supabase/lite ${LITE_VERSION}`],
  config: { Env: [`PATH=${PATH}`], Cmd: ["sh"] },
};

/** The gateway's interpreter, which tests also run without an image. */
const gatewayFiles = [
  ...["declaration", "gateway", "kong", "lua-expression"],
  ...["plugin-config", "plugins", "routing", "template"],
];

/**
 * All that plays a service of Supabase, in one image under many names: a stack of twelve pulls it once.
 * @type {TestImage}
 */
const services = {
  name: "supabase-services",
  repository: "slipway-test/supabase-services",
  tag: "1",
  provenance: "stand-in",
  method: "container",
  from: packages.name,
  recipe: "supabase-services",
  shares: gatewayFiles.map((file) => `supabase-gateway/${file}.mjs`),
  inputs: {},
  intermediate: true,
  software: ["services of Supabase"],
  config: { Env: [`PATH=${PATH}`], Cmd: ["sh"] },
};

/**
 * @param {string} service as compose.yaml names it
 * @param {string} repository
 * @param {string} tag
 * @param {import("../../registry/registry-client.mjs").ContainerConfig} config
 * @param {TestImage["provenance"]} [provenance]
 * @returns {TestImage}
 */
function service(service, repository, tag, config, provenance = "stand-in") {
  return {
    name: `supabase-${service}`,
    repository,
    tag,
    provenance,
    method: "config",
    from: services.name,
    inputs: {},
    config: { ...config, Env: [`PATH=${PATH}`] },
  };
}

/** In an order in which each image comes after the one that it is built upon. */
export const supabaseImages = [
  postgres({
    major: "17",
    tag: "17.6.1.136",
    from: "debian",
    extensions: "cron pgaudit plpgsql-check hypopg wal2json pgvector",
  }),
  {
    ...postgres({
      major: "15",
      tag: "15.8.1.085",
      from: "debian-older",
      extensions: "cron pgaudit plpgsql-check hypopg wal2json",
    }),
    onDemand: true,
  },
  meta,
  packages,
  services,
  service("auth", "supabase/gotrue", "v2.196.0", { Cmd: ["auth"] }, "compatible"),
  service("rest", "postgrest/postgrest", "v14.17", { Cmd: ["postgrest"] }, "compatible"),
  service("studio", "supabase/studio", "2026.09.07-sha-7996410", { Cmd: ["studio"] }),
  service("realtime", "supabase/realtime", "v2.134.10", { Cmd: ["realtime"] }),
  service("storage", "supabase/storage-api", "v1.74.0", { Cmd: ["storage"] }),
  service("imgproxy", "darthsim/imgproxy", "v3.31.4", { Cmd: ["imgproxy"] }),
  service("functions", "supabase/edge-runtime", "v1.76.2", { Entrypoint: ["edge-runtime"] }),
  service("supavisor", "supabase/supavisor", "2.9.12", { Cmd: ["/app/bin/server"] }),
  service("analytics", "supabase/logflare", "1.50.10", { Cmd: ["logflare"] }),
  service("kong", "kong/kong", "3.9.3", {
    User: "kong",
    Entrypoint: ["/entrypoint.sh"],
    Cmd: ["kong", "docker-start"],
    StopSignal: "SIGQUIT",
  }),
  service("vector", "timberio/vector", "0.53.0-alpine", { Entrypoint: ["vector"] }),
];
