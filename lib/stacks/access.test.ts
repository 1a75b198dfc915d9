import { describe, expect, it } from "vitest";
import { accessUrl, accessWords, type GivenAccess, parseAccess, publishedHostIp } from "@/lib/stacks/access";
import type { RoutableEndpoint } from "@/lib/stacks/kind";

const ROUTABLE: readonly RoutableEndpoint[] = [
  { endpoint: "api", label: "API", required: true },
  { endpoint: "studio", label: "Studio", required: false },
];
const parse = (given: GivenAccess) => parseAccess(given, ROUTABLE);
const refusal = expect.objectContaining({ code: "input-invalid" });

describe("access by address", () => {
  it.each(["203.0.113.7", "panel.example.com", "server", "2001:db8::7"])("takes the host %s", (host) => {
    expect(parse({ mode: "address", host })).toEqual({ mode: "address", host });
  });

  it("takes an IPv6 address out of its brackets", () => {
    expect(parse({ mode: "address", host: "[::1]" })).toEqual({ mode: "address", host: "::1" });
  });

  it.each([undefined, "", "http://a", "a:80", "a b", "a/b", "-a", "a$b", "a\nb"])(
    "refuses the host %j",
    (host) => {
      expect(() => parse({ mode: "address", host })).toThrow(refusal);
    },
  );

  it("refuses a mode that it does not know", () => {
    expect(() => parse({ mode: "everywhere" })).toThrow(refusal);
  });
});

describe("access by domain", () => {
  it("takes a name for each endpoint, in lower case and without a final dot", () => {
    expect(parse({ mode: "domain", names: { api: " API.Example.com. ", studio: "" } })).toEqual({
      mode: "domain",
      names: { api: "api.example.com" },
    });
  });

  const WRONG: readonly Readonly<Record<string, string>>[] = [
    {},
    { studio: "studio.example.com" },
    { api: "https://api.example.com" },
    { api: "api.example.com:8443" },
    { api: "203.0.113.7" },
    { api: "server" },
    { api: "api.localhost" },
    { api: "*.example.com" },
    { api: 'a"b.example.com' },
    { api: "a.example.com\n" + "b.example.com" },
    { api: "a.example.com", studio: "A.example.com" },
    { api: "a.example.com", database: "b.example.com" },
    { api: "a.example.com", constructor: "b.example.com" },
  ];
  it.each(WRONG.map((names) => ({ names })))("refuses $names", ({ names }) => {
    expect(() => parse({ mode: "domain", names })).toThrow(refusal);
  });
});

const BY_DOMAIN = { mode: "domain", names: { api: "a.example" } } as const;

it("publishes on every address when access is by address, on loopback otherwise", () => {
  expect(publishedHostIp({ mode: "private" })).toBe("127.0.0.1");
  expect(publishedHostIp(BY_DOMAIN)).toBe("127.0.0.1");
  expect(publishedHostIp({ mode: "address", host: "a.example" })).toBe("0.0.0.0");
  expect(publishedHostIp({ mode: "address", host: "2001:db8::7" })).toBe("::");
});

it("writes URLs that a browser can open", () => {
  expect(accessUrl({ mode: "private" }, "api", 8055)).toBe("http://localhost:8055");
  expect(accessUrl({ mode: "address", host: "a.example" }, "api", 8055)).toBe("http://a.example:8055");
  expect(accessUrl({ mode: "address", host: "2001:db8::7" }, "api", 8055)).toBe("http://[2001:db8::7]:8055");
  expect(accessUrl(BY_DOMAIN, "api", 8055)).toBe("https://a.example");
  expect(accessUrl(BY_DOMAIN, "studio", 8056)).toBe("http://localhost:8056");
});

it("says it in words", () => {
  expect(accessWords({ mode: "private" })).toBe("private");
  expect(accessWords({ mode: "address", host: "a.example" })).toBe("this address (a.example)");
  expect(accessWords({ mode: "domain", names: { api: "a.example", studio: "b.example" } })).toBe(
    "domain (a.example, b.example)",
  );
});
