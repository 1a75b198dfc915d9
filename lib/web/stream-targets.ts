import type { RouteId, Routes } from "@/lib/api/contract/routes";
import { routePath } from "@/lib/client/route-path";

export type StreamTarget = {
  /** Path and query of the worker's route. */
  path: string;
  /** Name of the file that the browser saves; null for a stream that a page reads. */
  fileName: string | null;
};

type Entry = {
  /** The worker's route, by a path that the contract has. */
  route: Routes[RouteId]["path"];
  /** The only query parameters that are passed on. */
  query: string[];
  fileName?: (params: Record<string, string>) => string;
};

// Paths and not the contract itself: its schemas would cost this process several megabytes.
const TABLE: Readonly<Record<string, Entry>> = {
  "/api/stream/events": { route: "/v1/events", query: [] },
  "/api/stream/jobs/:job": { route: "/v1/jobs/:job/events", query: ["after"] },
  "/api/stream/stacks/:stack/logs": {
    route: "/v1/stacks/:stack/logs",
    query: ["services", "tail", "follow"],
  },
  "/api/download/stacks/:stack/logs": {
    route: "/v1/stacks/:stack/log-file",
    query: ["services", "form"],
    fileName: ({ stack }) => `${stack}.log`,
  },
  "/api/download/stacks/:stack/functions/:function": {
    route: "/v1/stacks/:stack/functions/:function/archive",
    query: [],
    fileName: (params) => `${params.function}.tar.gz`,
  },
  "/api/download/openapi.json": {
    route: "/v1/openapi.json",
    query: [],
    fileName: () => "slipway-openapi.json",
  },
  "/api/download/audit.csv": {
    route: "/v1/audit.csv",
    query: ["who", "what", "since"],
    fileName: () => "slipway-audit.csv",
  },
  "/api/download/audit.ndjson": {
    route: "/v1/audit.ndjson",
    query: ["who", "what", "since"],
    fileName: () => "slipway-audit.ndjson",
  },
  "/api/download/backups/:place/:name": {
    route: "/v1/backups/:place/:name/file",
    query: [],
    fileName: ({ name }) => `${name}`,
  },
  "/api/download/stack-backups/:backup": {
    route: "/v1/stack-backups/:backup/file",
    query: [],
    fileName: ({ backup }) => `backup-${backup}.tar`,
  },
  "/api/download/stacks/:stack/revisions/:revision": {
    route: "/v1/stacks/:stack/revisions/:revision/download",
    query: [],
    fileName: ({ stack, revision }) => `${stack}-revision-${revision}.tar`,
  },
};

/** Our own paths, each with its parameters as `:name`. */
export const STREAM_PATHS: readonly string[] = Object.keys(TABLE);

const MATCHERS = Object.entries(TABLE).map(([path, entry]) => ({
  entry,
  names: Array.from(path.matchAll(/:(\w+)/g), ([, name = ""]) => name),
  pattern: new RegExp(`^${path.replace(/:revision\b/, "(\\d+)").replace(/:\w+/g, "([^/]+)")}$`),
}));

/**
 * Which of the worker's streams a path of ours stands for; null when none.
 * @param url path and query as the browser sent them
 */
export function findStreamTarget(url: string): StreamTarget | null {
  const { pathname, searchParams } = new URL(url, "http://panel");
  for (const { pattern, names, entry } of MATCHERS) {
    const match = pattern.exec(pathname);
    if (match === null) continue;
    const params = readParams(names, match);
    if (params === null) return null;
    const query: Record<string, string> = {};
    for (const name of entry.query) {
      const value = searchParams.get(name);
      if (value !== null) query[name] = value;
    }
    return {
      path: routePath({ path: entry.route }, params, query),
      fileName: entry.fileName?.(params).replace(/[^\w.-]/g, "_") ?? null,
    };
  }
  return null;
}

function readParams(names: string[], match: RegExpExecArray): Record<string, string> | null {
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
