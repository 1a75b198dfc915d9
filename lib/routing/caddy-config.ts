import { createHash } from "node:crypto";
import type { Route } from "@/lib/routing/route";

/** Where certificates come from. */
export type CertificateSource = {
  /** For the authority's mails about certificates that end; empty: none. */
  email: string;
  /** ACME directory; empty: Let's Encrypt. */
  directory: string;
  /** PEM of the authorities that the directory's own certificate is checked against; empty: the usual ones. */
  roots: string;
};

export type RoutingFile = { path: string; content: string };

/** Where the folder that Slipway writes to lies in the container: in a volume that lives on. */
const FOLDER = "/config";

/** Reached from inside the container only: whoever may write to it decides what the host serves. */
export const ADMIN_SOCKET = `${FOLDER}/admin.sock`;
export const CONFIG_FILE = `${FOLDER}/slipway.json`;

export const LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";

/** Log streams and the like reach the browser line by line, yet not byte by byte. */
const FLUSH_NANOSECONDS = 10_000_000;

/** What Caddy starts with before it was ever told of a route: nothing but its ear. */
export function firstCaddyConfig(): string {
  return JSON.stringify({ admin: { listen: `unix/${ADMIN_SOCKET}` } });
}

/**
 * Caddy's configuration for these routes, and the files that it names; the same routes in any order give the same bytes.
 * @see https://caddyserver.com/docs/json/
 */
export function caddyConfig(routes: readonly Route[], source: CertificateSource): RoutingFile[] {
  const roots = rootsFile(source.roots);
  const issuer = {
    module: "acme",
    ca: source.directory === "" ? LETS_ENCRYPT : source.directory,
    ...(source.email !== "" && { email: source.email }),
    ...(roots !== null && { trusted_roots_pem_files: [roots.path] }),
  };
  const config = {
    admin: { listen: `unix/${ADMIN_SOCKET}` },
    apps: {
      http: {
        servers: {
          slipway: {
            listen: [":443"],
            routes: [...routes].sort(byName).map(routeNode),
          },
        },
      },
      tls: { automation: { policies: [{ issuers: [issuer] }] } },
    },
  };
  return [
    { path: CONFIG_FILE, content: `${JSON.stringify(config, null, 2)}\n` },
    ...(roots === null ? [] : [roots]),
  ];
}

/** Caddy redirects from port 80, gets the certificate and sets the forwarded headers by itself. */
function routeNode({ name, port }: Route): object {
  return {
    match: [{ host: [name] }],
    handle: [
      {
        handler: "reverse_proxy",
        upstreams: [{ dial: `127.0.0.1:${port}` }],
        flush_interval: FLUSH_NANOSECONDS,
      },
    ],
    terminal: true,
  };
}

/** With its content's hash in the name: Caddy takes a configuration with the same words for the same one. */
function rootsFile(pem: string): RoutingFile | null {
  if (pem === "") return null;
  const hash = createHash("sha256").update(pem).digest("hex").slice(0, 12);
  return { path: `${FOLDER}/authorities-${hash}.pem`, content: pem };
}

function byName(a: Route, b: Route): number {
  return a.name < b.name ? -1 : 1;
}
