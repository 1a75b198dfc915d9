import { describe, expect, it } from "vitest";
import { CONFIG_FILE, caddyConfig, firstCaddyConfig } from "@/lib/routing/caddy-config";
import { stackRoutes } from "@/lib/routing/route";
import type { Endpoint } from "@/lib/stacks/kind";

const endpoint = (id: string, hostPort: number): Endpoint => {
  return { id, hostPort, label: id, url: "https://unused.example", service: id };
};
const SHOP = { id: "5", name: "shop" };
const ROUTES = [
  ...stackRoutes(SHOP, { mode: "domain", names: { studio: "studio.example.com", api: "api.example.com" } }, [
    endpoint("api", 8000),
    endpoint("studio", 8001),
    endpoint("database", 5432),
  ]),
  { name: "panel.example.com", port: 9400, target: null },
];
const USUAL = { email: "", directory: "", roots: "" };

function configOf(routes = ROUTES, source = USUAL) {
  const [config] = caddyConfig(routes, source);
  expect(config?.path).toBe(CONFIG_FILE);
  return JSON.parse(config?.content ?? "");
}

describe("Caddy's configuration", () => {
  it("leads each name to its own port on loopback, and to nothing else", () => {
    const { routes } = configOf().apps.http.servers.slipway;
    const leads = routes.map(
      ({ match, handle }: { match: [{ host: string[] }]; handle: [{ upstreams: object }] }) => [
        match[0].host,
        handle[0].upstreams,
      ],
    );
    expect(leads).toEqual([
      [["api.example.com"], [{ dial: "127.0.0.1:8000" }]],
      [["panel.example.com"], [{ dial: "127.0.0.1:9400" }]],
      [["studio.example.com"], [{ dial: "127.0.0.1:8001" }]],
    ]);
  });

  it("is the same whatever the order of the routes", () => {
    expect(caddyConfig([...ROUTES].reverse(), USUAL)).toEqual(caddyConfig(ROUTES, USUAL));
  });

  it("listens for orders inside the container only, from its first start on", () => {
    const admin = { listen: "unix//config/admin.sock" };
    expect(JSON.parse(firstCaddyConfig())).toEqual({ admin });
    expect(configOf().admin).toEqual(admin);
  });

  it("asks Let's Encrypt by itself, and another authority where one is named", () => {
    const issuerOf = (source: typeof USUAL) =>
      configOf(ROUTES, source).apps.tls.automation.policies[0].issuers;
    expect(issuerOf(USUAL)).toEqual([
      { module: "acme", ca: "https://acme-v02.api.letsencrypt.org/directory" },
    ]);
    const own = { email: "ops@example.com", directory: "https://ca.example/acme", roots: "PEM" };
    const [, roots] = caddyConfig(ROUTES, own);
    expect(roots).toEqual({
      path: expect.stringMatching(/^\/config\/authorities-[0-9a-f]{12}\.pem$/),
      content: "PEM",
    });
    expect(issuerOf(own)).toEqual([
      {
        module: "acme",
        ca: "https://ca.example/acme",
        email: "ops@example.com",
        trusted_roots_pem_files: [roots?.path],
      },
    ]);
  });
});

it("has no routes for stacks that are reached otherwise", () => {
  const endpoints = [endpoint("api", 8000)];
  expect(stackRoutes(SHOP, { mode: "private" }, endpoints)).toEqual([]);
  expect(stackRoutes(SHOP, { mode: "address", host: "a.example" }, endpoints)).toEqual([]);
});
