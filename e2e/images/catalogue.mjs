import { NPM_PACKAGE, PATH } from "./catalogue/inputs.mjs";
import { spacetimedbImages } from "./catalogue/spacetimedb.mjs";
import { supabaseImages } from "./catalogue/supabase.mjs";

/**
 * The one place that says which test images there are. The product's tests take tags from here, and a unit test
 * compares them with the versions that the kinds offer.
 *
 * @typedef {object} TestImage
 * @property {string} name what --only takes
 * @property {string} repository
 * @property {string} tag as the product pins it
 * @property {"real" | "compatible" | "stand-in"} provenance real: runs the product's own software of that version;
 *   compatible: other software that speaks the same protocol, or the same software with parts of it imitated
 * @property {"suite" | "busybox" | "container" | "config"} method suite: debootstrap; busybox: static files, no engine
 *   needed; container: a recipe run in a container of `from`, and committed; config: the files of `from` as they are,
 *   started otherwise
 * @property {string} [from] name of the image below
 * @property {string} [recipe] folder in recipes/
 * @property {string[]} [shares] files of other recipes that the recipe finds beside its own, as paths below recipes/
 * @property {Record<string, string>} inputs versions that the recipe is given
 * @property {Record<string, string>} [npmPackages] tarballs that the recipe finds as /mnt/<key>.tgz
 * @property {boolean} [intermediate] only there to be built upon
 * @property {boolean} [onDemand] no test deploys it, so `npm test` leaves it unbuilt
 * @property {string[]} [software] what the finished image must report of itself, as beginnings of its lines
 * @property {import("../registry/registry-client.mjs").ContainerConfig} config
 */

const SUITE = "trixie";
/** For the older PostgreSQL that the newer release does not have. */
const OLDER_SUITE = "bookworm";
const NODE_VERSION = "22.23.3";
const PANEL_NODE_VERSION = "24.21.0";
const PANEL_BUILD_VERSION = "24.18.1";
const PANEL_NPM_VERSION = "11.6.2";
/** As package-lock.json pins it; with another one there the panel's image compiles it anew. */
const SQLITE_VERSION = "12.11.1";
const nodePackage = `node-linux-${process.arch}@${NODE_VERSION}`;
const panelNodePackage = `node-linux-${process.arch}@${PANEL_NODE_VERSION}`;

/**
 * @param {string} name
 * @param {string} suite
 * @returns {TestImage}
 */
function debian(name, suite) {
  return {
    name,
    repository: "slipway-test/debian",
    tag: `${suite}-slim`,
    provenance: "real",
    method: "suite",
    inputs: { suite },
    intermediate: true,
    config: { Env: [`PATH=${PATH}`], Cmd: ["bash"] },
  };
}

/** @type {TestImage} */
const node = {
  name: "node",
  repository: "slipway-test/node",
  tag: NODE_VERSION,
  provenance: "real",
  method: "container",
  from: "debian",
  recipe: "node",
  inputs: { version: NODE_VERSION },
  npmPackages: { node: nodePackage },
  intermediate: true,
  software: [`node v${NODE_VERSION}`],
  config: { Env: [`PATH=${PATH}`, `NODE_VERSION=${NODE_VERSION}`], Cmd: ["node"] },
};

/**
 * What the panel's own image is made from, where `node:24-bookworm-slim` cannot be pulled.
 * @type {TestImage}
 */
const panelNode = {
  ...node,
  name: "panel-node",
  repository: "slipway-test/panel-node",
  tag: PANEL_NODE_VERSION,
  inputs: { version: PANEL_NODE_VERSION },
  npmPackages: { node: panelNodePackage },
  software: [`node v${PANEL_NODE_VERSION}`],
  config: { Env: [`PATH=${PATH}`, `NODE_VERSION=${PANEL_NODE_VERSION}`], Cmd: ["node"] },
};

/**
 * The same for the image in which the panel is built, with npm and a compiler; docker/Dockerfile says why its Node is
 * an older one.
 * @type {TestImage}
 */
const panelBuild = {
  name: "panel-build",
  repository: "slipway-test/panel-build",
  tag: PANEL_BUILD_VERSION,
  provenance: "real",
  method: "container",
  from: "debian",
  recipe: "node-build",
  inputs: { sqlite: SQLITE_VERSION },
  npmPackages: {
    node: `node-linux-${process.arch}@${PANEL_BUILD_VERSION}`,
    npm: `npm@${PANEL_NPM_VERSION}`,
  },
  intermediate: true,
  software: [`node v${PANEL_BUILD_VERSION}`, `npm ${PANEL_NPM_VERSION}`],
  config: {
    Env: [
      `PATH=${PATH}`,
      `NODE_VERSION=${PANEL_BUILD_VERSION}`,
      "npm_config_better_sqlite3_local_prebuilds=/prebuilt",
    ],
    Cmd: ["node"],
  },
};

/** @type {TestImage} */
const postgis = {
  name: "postgis",
  repository: "postgis/postgis",
  tag: "17-3.5",
  provenance: "real",
  method: "container",
  from: "debian",
  recipe: "postgis",
  inputs: { major: "17" },
  software: ["postgres (PostgreSQL) 17.", "postgis 3.5."],
  config: {
    Env: [
      `PATH=/usr/lib/postgresql/17/bin:${PATH}`,
      "LANG=en_US.utf8",
      "PG_MAJOR=17",
      "PGDATA=/var/lib/postgresql/data",
    ],
    Entrypoint: ["docker-entrypoint.sh"],
    Cmd: ["postgres"],
    ExposedPorts: { "5432/tcp": {} },
    Volumes: { "/var/lib/postgresql/data": {} },
    StopSignal: "SIGINT",
  },
};

/** @type {TestImage} */
const redis = {
  name: "redis",
  // As a registry stores what Docker names `redis`: a mirror keeps official images under library/.
  repository: "library/redis",
  tag: "8.0.2-alpine",
  provenance: "real",
  method: "container",
  from: "debian",
  recipe: "redis",
  inputs: {},
  software: ["Redis server v=8.0."],
  config: {
    Env: [`PATH=${PATH}`],
    Entrypoint: ["docker-entrypoint.sh"],
    Cmd: ["redis-server"],
    WorkingDir: "/data",
    ExposedPorts: { "6379/tcp": {} },
    Volumes: { "/data": {} },
  },
};

/**
 * Debian's Caddy is older than the one that Slipway runs, so it is no proof of that version: a stand-in. It speaks the
 * same configuration and is an authority for certificates as well.
 * @type {TestImage}
 */
const caddy = {
  name: "caddy",
  repository: "library/caddy",
  tag: "2.11.7-alpine",
  provenance: "stand-in",
  method: "container",
  from: "debian",
  recipe: "caddy",
  inputs: {},
  software: ["caddy 2."],
  config: {
    Env: [`PATH=${PATH}`, "XDG_CONFIG_HOME=/config", "XDG_DATA_HOME=/data"],
    Cmd: ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"],
    ExposedPorts: { "80/tcp": {}, "443/tcp": {}, "443/udp": {}, "2019/tcp": {} },
    WorkingDir: "/srv",
  },
};

/**
 * @param {string} name
 * @param {string} version
 * @returns {TestImage}
 */
function directus(name, version) {
  return {
    name,
    repository: "directus/directus",
    tag: version,
    provenance: "real",
    method: "container",
    from: "node",
    recipe: "directus",
    inputs: { version },
    npmPackages: { node: nodePackage, npm: NPM_PACKAGE },
    software: [`directus ${version}`],
    config: {
      Env: [
        `PATH=${PATH}`,
        "DB_CLIENT=sqlite3",
        "DB_FILENAME=/directus/database/database.sqlite",
        "NODE_ENV=production",
        "NPM_CONFIG_UPDATE_NOTIFIER=false",
      ],
      User: "node",
      WorkingDir: "/directus",
      ExposedPorts: { "8055/tcp": {} },
      // The shell hands over to pm2-runtime, which passes SIGTERM on: a stop need not wait for the kill.
      Cmd: ["/bin/sh", "-c", "node cli.js bootstrap && exec pm2-runtime start ecosystem.config.cjs"],
    },
  };
}

/**
 * @param {string} name
 * @returns {TestImage}
 */
function tiny(name) {
  return {
    name,
    repository: `slipway-test/${name}`,
    tag: "1",
    provenance: "stand-in",
    method: "busybox",
    recipe: "tiny",
    inputs: {},
    config: {
      Env: ["PATH=/bin"],
      Entrypoint: ["/bin/tiny"],
      Cmd: ["idle"],
      ExposedPorts: { "8080/tcp": {} },
    },
  };
}

/** In an order in which each image comes after the one that it is built upon. */
export const testImages = [
  tiny("tiny"),
  tiny("standin"),
  debian("debian", SUITE),
  redis,
  caddy,
  postgis,
  node,
  panelNode,
  panelBuild,
  directus("directus-12", "12.4.0"),
  { ...directus("directus-11", "11.17.4"), onDemand: true },
  { ...debian("debian-older", OLDER_SUITE), onDemand: true },
  ...supabaseImages,
  ...spacetimedbImages,
];

/** @param {TestImage} image */
export function imageReference(image) {
  return `${image.repository}:${image.tag}`;
}
