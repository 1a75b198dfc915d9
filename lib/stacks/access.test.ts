import { describe, expect, it } from "vitest";
import { accessUrl, parseAccess, publishedHostIp } from "@/lib/stacks/access";

describe("parseAccess", () => {
  it.each(["203.0.113.7", "panel.example.com", "server", "2001:db8::7"])("takes the host %s", (host) => {
    expect(parseAccess("address", host)).toEqual({ mode: "address", host });
  });

  it("takes an IPv6 address out of its brackets", () => {
    expect(parseAccess("address", "[::1]")).toEqual({ mode: "address", host: "::1" });
  });

  it.each([undefined, "", "http://a", "a:80", "a b", "a/b", "-a", "a$b", "a\nb"])(
    "refuses the host %j",
    (host) => {
      expect(() => parseAccess("address", host)).toThrow(expect.objectContaining({ code: "input-invalid" }));
    },
  );

  it("refuses a mode that it does not know", () => {
    expect(() => parseAccess("domain")).toThrow(expect.objectContaining({ code: "input-invalid" }));
  });
});

it("publishes on loopback when private, on every address otherwise", () => {
  expect(publishedHostIp({ mode: "private" })).toBe("127.0.0.1");
  expect(publishedHostIp({ mode: "address", host: "a.example" })).toBe("0.0.0.0");
  expect(publishedHostIp({ mode: "address", host: "2001:db8::7" })).toBe("::");
});

it("writes URLs that a browser can open", () => {
  expect(accessUrl({ mode: "private" }, 8055)).toBe("http://localhost:8055");
  expect(accessUrl({ mode: "address", host: "a.example" }, 8055)).toBe("http://a.example:8055");
  expect(accessUrl({ mode: "address", host: "2001:db8::7" }, 8055)).toBe("http://[2001:db8::7]:8055");
});
