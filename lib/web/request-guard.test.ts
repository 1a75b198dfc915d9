import { describe, expect, test } from "vitest";
import { allowedHosts } from "@/lib/web/allowed-hosts";
import { refuseRequest } from "@/lib/web/request-guard";

const machine = ["127.0.0.1", "192.0.2.10", "2001:db8::7", "fe80::1%eth0"];
const settings = (bind: string, url = `http://${bind}:9400`, port = 9400) => ({
  bind,
  port,
  url: new URL(url),
  scheme: "http" as const,
});

describe("hosts", () => {
  test.each([
    ["loopback", settings("127.0.0.1"), ["127.0.0.1:9400", "localhost:9400", "[::1]:9400"]],
    ["one address", settings("192.0.2.10"), ["192.0.2.10:9400"]],
    [
      "every address",
      settings("0.0.0.0", "http://localhost:9400"),
      [
        "127.0.0.1:9400",
        "192.0.2.10:9400",
        "[2001:db8::7]:9400",
        "[fe80::1]:9400",
        "localhost:9400",
        "[::1]:9400",
      ],
    ],
    [
      "a proxy in front",
      settings("127.0.0.1", "https://panel.example.com"),
      ["127.0.0.1:9400", "localhost:9400", "[::1]:9400", "panel.example.com"],
    ],
    ["port 80, which browsers leave out", settings("192.0.2.10", "http://192.0.2.10", 80), ["192.0.2.10"]],
  ])("%s", (_, given, expected) => {
    expect([...allowedHosts(given, machine).keys()].toSorted()).toEqual(expected.toSorted());
  });

  test("the proxy's name has the origin of SLIPWAY_URL", () => {
    const hosts = allowedHosts(settings("127.0.0.1", "https://panel.example.com"), machine);
    expect(hosts.get("panel.example.com")).toBe("https://panel.example.com");
    expect(hosts.get("localhost:9400")).toBe("http://localhost:9400");
  });
});

test("a port that speaks https has https origins, and 443 is left out", () => {
  const secured = { ...settings("192.0.2.10", "https://192.0.2.10", 443), scheme: "https" as const };
  expect([...allowedHosts(secured, machine)]).toEqual([["192.0.2.10", "https://192.0.2.10"]]);
});

const hosts = allowedHosts(settings("127.0.0.1"), []);
const own = "http://localhost:9400";
const host = "localhost:9400";
type Case = [string, string, string, Record<string, string | undefined>, number | null];

const cases: Case[] = [
  ["a page", "GET", "/", { host }, null],
  ["a page, host in capitals", "GET", "/", { host: "LOCALHOST:9400" }, null],
  ["no host", "GET", "/", {}, 421],
  ["another name", "GET", "/", { host: "evil.example" }, 421],
  ["another port", "GET", "/", { host: "localhost:9401" }, 421],
  ["a name that begins like ours", "GET", "/", { host: "localhost:9400.evil.example" }, 421],
  ["an action of the own page", "POST", "/", { host, origin: own }, null],
  ["an action without origin", "POST", "/", { host }, 403],
  ["an action of no origin", "POST", "/", { host, origin: "null" }, 403],
  ["an action of another site", "POST", "/", { host, origin: "https://evil.example" }, 403],
  ["an action of another port", "POST", "/", { host, origin: "http://localhost:3000" }, 403],
  ["an action of another scheme", "POST", "/", { host, origin: "https://localhost:9400" }, 403],
  ["an action of another of our names", "POST", "/", { host, origin: "http://127.0.0.1:9400" }, 403],
  [
    "a forwarded host beside a foreign origin",
    "POST",
    "/",
    {
      host,
      origin: "https://evil.example",
      "x-forwarded-host": "evil.example",
    },
    403,
  ],
  ["DELETE without origin", "DELETE", "/", { host }, 403],
  ["a stream with nothing to prove it", "GET", "/api/stream/events", { host }, 403],
  ["a stream of the own page", "GET", "/api/stream/events", { host, "sec-fetch-site": "same-origin" }, null],
  ["a stream of a neighbour", "GET", "/api/stream/events", { host, "sec-fetch-site": "same-site" }, 403],
  [
    "a stream typed into the address bar",
    "GET",
    "/api/stream/events",
    { host, "sec-fetch-site": "none" },
    403,
  ],
  [
    "a stream of a page over plain http",
    "GET",
    "/api/stream/events",
    { host, referer: `${own}/stacks/cms` },
    null,
  ],
  [
    "a stream of another site's page",
    "GET",
    "/api/stream/events",
    { host, referer: "http://evil.example/" },
    403,
  ],
  [
    "a stream whose proofs contradict",
    "GET",
    "/api/stream/events",
    {
      host,
      "sec-fetch-site": "same-origin",
      origin: "http://localhost:3000",
    },
    403,
  ],
  ["a download without proof", "GET", "/api/download/stacks/cms/logs", { host }, 403],
  ["the largest body", "POST", "/", { host, origin: own, "content-length": "1048576" }, null],
  ["one byte more", "POST", "/", { host, origin: own, "content-length": "1048577" }, 413],
  ["a body of unknown length", "POST", "/", { host, origin: own, "transfer-encoding": "chunked" }, 413],
];

test.each(cases)("%s", (_, method, path, headers, status) => {
  expect(refuseRequest({ method, path, headers }, hosts)?.status ?? null).toBe(status);
});
