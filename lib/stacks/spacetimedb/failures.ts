import type { KnownFailure } from "@/lib/stacks/known-failure";
import { PREPARE, SERVER } from "@/lib/stacks/spacetimedb/addresses";

/**
 * What the server says when it cannot run, and what it means here. Upstream's words are those of its source (2.8.3) and
 * of the reports of people whom it did not start for.
 */
export const spacetimedbFailures: readonly KnownFailure[] = [
  {
    services: [SERVER, PREPARE],
    says: /No space left on device|Disk quota exceeded/i,
    reason: () => "has no room left for its data",
    fix: "Free space on the disk that holds the engine's data, then deploy again",
    final: true,
  },
  {
    services: [PREPARE],
    says: /Not taken over: (.+)/,
    reason: ([, why]) => `does not take a folder over: ${why}`,
    fix: "Choose an empty folder, or one that SpacetimeDB has used, under “Data and keys”. Where the stack that it names is gone, remove the file .slipway-stack there",
    field: "storage",
    final: true,
  },
  {
    services: [PREPARE],
    says: /(?:chown|mkdir|mv|chmod|cannot create)\b.*?(\/[^\s:'"]+).*(Read-only file system|Operation not permitted|Permission denied|Not a directory)/i,
    reason: ([, path, cause]) => `cannot hand ${path} over to the server (${cause})`,
    fix: "A folder of the host must be on a file system that keeps owners and may be written: choose another one under “Data and keys”, or let them be kept in volumes",
    field: "storage",
    final: true,
  },
  {
    services: [SERVER],
    says: /(?:(\/[^\s:'"`)]+)[^/]*)?Permission denied \(os error 13\)/,
    reason: ([, path]) =>
      `may not use ${path ?? "one of its folders"}: it belongs to somebody else than user 1000`,
    fix: "Deploy again: the one-shot prepare hands the folders over. Where that does not help, the folder's file system keeps no owners",
    field: "storage",
  },
  {
    services: [SERVER],
    says: /unexpected argument '([^']+)'/,
    reason: ([, argument]) => `does not know the start parameter ${argument}`,
    fix: "Take it out of “Further start parameters”, or choose a version that has it",
    field: "startParameters",
    final: true,
  },
  {
    services: [SERVER],
    says: /invalid value '([^']*)' for '(--[\w-]+)/,
    reason: ([, value, argument]) => `refuses “${value}” for the start parameter ${argument}`,
    fix: "Change the setting beside which that parameter stands",
    final: true,
  },
  {
    services: [SERVER],
    says: /unrecognized format in .?page_pool_max_size/,
    reason: () => "cannot read the size of its page pool",
    fix: "Write it as a size such as 512MiB",
    field: "pagePoolMaxSize",
    final: true,
  },
  {
    services: [SERVER],
    says: /Unable to read (public|private) key/i,
    reason: ([, half]) => `finds only one half of its keys: the ${half} one cannot be read`,
    fix: "Deploy again: the one-shot prepare writes both. If it fails as well, read its log",
  },
  {
    services: [SERVER],
    says: /key pair does not match|keys do not match/i,
    reason: () => "has a public key that does not belong to its private key",
    fix: "Choose “Make anew” beside the private key under Keys, or give both halves of one pair",
    field: "secrets.jwtPrivateKey",
    final: true,
  },
  {
    services: [SERVER],
    says: /metadata\.toml indicates (.+)$/,
    reason: ([, rest]) => `refuses data of another version: metadata.toml indicates ${rest}`,
    fix: "Choose the version that wrote the data or a newer one; an older one takes a backup that was made before the upgrade",
    field: "version",
    final: true,
  },
  {
    services: [SERVER],
    says: /TOML parse error at line (\d+), column (\d+)/,
    reason: ([, line, column]) => `cannot read config.toml: line ${line}, column ${column}`,
    fix: "Correct config.toml in the settings. With the setting “The server”, the file in the data folder is your own",
    field: "configText",
    final: true,
  },
  {
    services: [SERVER],
    says: /Port (\d+) is already in use/,
    reason: ([, port]) => `finds its port ${port} taken inside its container`,
    fix: "Give the listen address and the PostgreSQL protocol ports of their own",
    field: "listenAddress",
  },
  {
    services: [SERVER],
    says: /failed to bind the SpacetimeDB (PostgreSQL wire protocol )?server to '?([\d.]+:\d+)/,
    reason: ([, , address]) => `cannot listen on ${address} inside its container`,
    fix: "Choose a port of 1024 or above that nothing else in the container has",
  },
  {
    services: [SERVER],
    says: /spacetime\.pid already exists/,
    reason: () => "finds another server at work on its data folder",
    fix: "Stop whatever else has that folder: two stacks must not share one",
    field: "dataFolder",
  },
];
