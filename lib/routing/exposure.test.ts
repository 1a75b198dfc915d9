import { describe, expect, it } from "vitest";
import { addressesToTry, exposureOf } from "@/lib/routing/exposure";

const OWN = ["203.0.113.7", "2001:db8::7"];
const port = (hostIp: string, protocol = "tcp") => ({ hostIp, hostPort: 8055, protocol });

describe("where a published port is tried", () => {
  it.each([
    ["0.0.0.0", ["203.0.113.7"]],
    ["", ["203.0.113.7"]],
    ["::", ["2001:db8::7"]],
    ["127.0.0.1", ["203.0.113.7"]],
    ["::1", ["2001:db8::7"]],
    ["198.51.100.9", ["198.51.100.9"]],
  ])("%s", (hostIp, expected) => {
    expect(addressesToTry(port(hostIp), OWN)).toEqual(expected);
  });
});

describe("what follows from it", () => {
  const tried = (address: string, connected: boolean) => [{ address, connected }];

  it.each([
    [port("0.0.0.0"), tried("203.0.113.7", true), "open", "answers at 203.0.113.7:8055"],
    [port("::"), tried("2001:db8::7", true), "open", "answers at [2001:db8::7]:8055"],
    [
      port("127.0.0.1"),
      tried("203.0.113.7", false),
      "closed",
      "on this host only, and does not answer at 203.0.113.7:8055",
    ],
    [port("127.0.0.1"), [], "closed", "on this host only"],
    [
      port("0.0.0.0"),
      tried("203.0.113.7", false),
      "untested",
      "published on every address; nothing answers now",
    ],
    [port("198.51.100.9", "udp"), [], "untested", "published on 198.51.100.9; UDP cannot be tried"],
  ] as const)("%j, %j: %s", (published, attempts, state, detail) => {
    expect(exposureOf(published, attempts)).toEqual({ state, detail });
  });

  it("believes a connection more than what Docker says", () => {
    expect(exposureOf(port("127.0.0.1"), tried("203.0.113.7", true)).state).toBe("open");
  });
});
