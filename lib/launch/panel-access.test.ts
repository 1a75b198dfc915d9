import { describe, expect, it } from "vitest";
import { primaryAddress, reachableAddresses, temporaryAddresses } from "./machine-addresses.mjs";
import { decideAccess } from "./panel-access.mjs";

const at = (...addresses: string[]) => addresses.map((address) => ({ address, internal: false }));
const DROPLET = {
  lo: [{ address: "127.0.0.1", internal: true }],
  eth1: at("10.110.0.2", "fe80::1"),
  eth0: at("203.0.113.5", "10.19.0.5", "2001:db8::7"),
  docker0: at("172.17.0.1"),
  "br-0a1b2c": at("172.18.0.1"),
};

const decide = (env: Record<string, string>, bind = "127.0.0.1") =>
  decideAccess(env, { bind, port: 9400 }, DROPLET);

describe("how the panel is reached", () => {
  it.each([
    ["on loopback, by default", {}, "127.0.0.1", "off", "http://127.0.0.1:9400"],
    ["on loopback, where it is asked for", { SLIPWAY_TLS: "on" }, "::1", "own", "https://[::1]:9400"],
    ["on one address", {}, "203.0.113.5", "own", "https://203.0.113.5:9400"],
    ["on all, by the public one", {}, "0.0.0.0", "own", "https://203.0.113.5:9400"],
    ["in clear, where it is asked for", { SLIPWAY_TLS: "off" }, "0.0.0.0", "off", "http://203.0.113.5:9400"],
    ["by a name", { SLIPWAY_URL: "https://a.example:9400" }, "0.0.0.0", "own", "https://a.example:9400"],
    ["through a proxy", { SLIPWAY_URL: "https://a.example/" }, "127.0.0.1", "off", "https://a.example"],
    [
      "with a certificate of somebody's",
      { SLIPWAY_TLS_CERT: "/c", SLIPWAY_TLS_KEY: "/k" },
      "127.0.0.1",
      "given",
      "https://127.0.0.1:9400",
    ],
  ])("%s", (_, env, bind, tls, url) => {
    expect(decide(env, bind)).toMatchObject({ tls, url, problems: [] });
  });

  it.each([
    ["an address in clear for a port that speaks https", { SLIPWAY_URL: "http://a.example" }, "SLIPWAY_URL"],
    ["half a certificate", { SLIPWAY_TLS_CERT: "/c" }, "SLIPWAY_TLS_KEY"],
    ["the other half", { SLIPWAY_TLS_KEY: "/k" }, "SLIPWAY_TLS_CERT"],
    [
      "a certificate and none",
      { SLIPWAY_TLS: "off", SLIPWAY_TLS_CERT: "/c", SLIPWAY_TLS_KEY: "/k" },
      "SLIPWAY_TLS",
    ],
    ["another word", { SLIPWAY_TLS: "yes" }, "SLIPWAY_TLS"],
    ["a path", { SLIPWAY_URL: "https://a.example/panel" }, "SLIPWAY_URL"],
    ["a name for a proxy", { SLIPWAY_PROXY: "127.0.0.1, caddy" }, "SLIPWAY_PROXY"],
  ])("%s is refused", (_, env, variable) => {
    expect(decide(env, "0.0.0.0").problems.map((problem) => problem.split(" ", 1)[0])).toEqual([variable]);
  });

  it("believes the proxies that are named", () => {
    expect(decide({ SLIPWAY_PROXY: "127.0.0.1, 2001:db8::1" }).proxies).toEqual(["127.0.0.1", "2001:db8::1"]);
    expect(decide({}).proxies).toEqual([]);
  });
});

describe("the machine's addresses", () => {
  it("are those by which somebody gets in", () => {
    expect(reachableAddresses(DROPLET)).toEqual(["10.110.0.2", "203.0.113.5", "10.19.0.5", "2001:db8::7"]);
  });

  it("begin with the public one", () => {
    expect(primaryAddress({ eth0: at("10.0.0.5", "172.20.0.9") }, false)).toBe("10.0.0.5");
    expect(primaryAddress({ eth0: at("2001:db8::7") }, false)).toBeUndefined();
    expect(primaryAddress({ eth0: at("2001:db8::7") }, true)).toBe("2001:db8::7");
    expect(primaryAddress({ docker0: at("172.17.0.1") }, true)).toBeUndefined();
  });

  it("leave out what will be another one tomorrow", () => {
    const table = [
      "20010db8000000000000000000000007 02 40 00 00     eth0",
      "20010db80000000000000000000000aa 02 40 00 01     eth0",
      "",
    ].join("\n");
    const temporary = temporaryAddresses(table);
    expect([...temporary]).toEqual(["2001:db8::aa"]);
    expect(reachableAddresses({ eth0: at("2001:db8::7", "2001:db8::aa") }, temporary)).toEqual([
      "2001:db8::7",
    ]);
  });
});
