import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { operationView } from "@/lib/api/contract/stack-views";
import { errorView, instant } from "@/lib/api/contract/views";

const settings = z.object({
  /** Where certificates come from. */
  email: z.union([z.literal(""), z.email("Must be an e-mail address, or empty")]),
  directory: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === "" || isHttps(text), "Must be an https address, or empty for Let's Encrypt"),
  roots: z
    .string()
    .trim()
    .max(100_000)
    .refine((text) => text === "" || isPem(text), "Must be certificates in PEM, or empty"),
  publicAddresses: z
    .array(z.union([z.ipv4("Must be an IP address"), z.ipv6("Must be an IP address")]))
    .max(8, "Name eight at most"),
  /** Whether the panel's own name is routed to it. */
  panel: z.boolean(),
});
export type DomainSettings = z.output<typeof settings>;

const dnsView = z.object({
  state: z.enum(["here", "elsewhere", "unknown-name", "unclear"]),
  detail: z.string(),
  /** What to set where the domain's DNS is kept. */
  records: z.array(z.object({ type: z.enum(["A", "AAAA"]), name: z.string(), value: z.string() })).readonly(),
});

const domainView = z.object({
  name: z.string(),
  /** null: the panel. */
  stack: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** On loopback of the host. */
  port: z.number(),
  dns: dnsView,
  certificate: z
    .object({
      issuer: z.string(),
      validTo: instant,
      /** It ought to have been renewed by now. */
      endsSoon: z.boolean(),
      fits: z.boolean(),
    })
    .nullable(),
  /** Why nothing is served under the name; null when an answer came. */
  problem: z.string().nullable(),
});
export type DomainView = z.output<typeof domainView>;

export const domainsView = z.object({
  settings,
  /** Of this host, as its DNS records are compared with. */
  addresses: z.array(z.string()).readonly(),
  /** The name that the panel's own address has; null when that is no https address by name. */
  panel: z.object({ url: z.string(), name: z.string().nullable() }),
  caddy: z.object({ state: z.enum(["off", "running", "failed", "unknown"]), loadedAt: instant.nullable() }),
  /** Why the routes could not be loaded; those from before still are. */
  failure: errorView.nullable(),
  /** What applying would change now. */
  operations: z.array(operationView),
  domains: z.array(domainView),
});
export type DomainsView = z.output<typeof domainsView>;

const exposedPort = z.object({
  service: z.string(),
  containerPort: z.number(),
  hostPort: z.number(),
  protocol: z.enum(["tcp", "udp"]),
  /** As Docker publishes it. */
  hostIp: z.string(),
  /** `open`: others reach it. `closed`: this host alone does. `untested`: published to others, but not tried. */
  state: z.enum(["open", "closed", "untested"]),
  detail: z.string(),
});
export type ExposedPortView = z.output<typeof exposedPort>;

const stackExposure = z.object({
  stack: z.object({ id: z.string(), name: z.string() }),
  ports: z.array(exposedPort),
});
export type StackExposureView = z.output<typeof stackExposure>;

export const domainRoutes = {
  "domains.show": route({
    method: "GET",
    path: "/v1/domains",
    access: "viewer",
    token: "read",
    summary: "Names that lead to stacks and to the panel: DNS, certificates, and what Caddy was given",
    response: { json: domainsView },
  }),
  "domains.save": route({
    method: "PUT",
    path: "/v1/domains/settings",
    access: "owner",
    fresh: "always",
    token: "never",
    summary: "Change where certificates come from and whether the panel has its name, and load the routes",
    body: settings,
    response: { json: domainsView },
  }),
  "domains.apply": route({
    method: "POST",
    path: "/v1/domains/apply",
    access: "operator",
    token: "deploy",
    summary: "Load the routes that are due, now",
    response: { json: domainsView },
  }),
  "exposure.show": route({
    method: "GET",
    path: "/v1/exposure",
    access: "viewer",
    token: "read",
    summary: "Which published ports of each stack others than this host reach, tried by connecting",
    response: {
      json: z.object({ addresses: z.array(z.string()).readonly(), stacks: z.array(stackExposure) }),
    },
  }),
};

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

function isPem(text: string): boolean {
  return /^(-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/.test(text);
}
