import { describe, expect, it } from "vitest";
import { dnsVerdict } from "@/lib/routing/dns-verdict";

const OWN = ["203.0.113.7", "2001:db8::7", "10.0.0.5"];
const verdict = (resolved: string[] | null, own = OWN) => {
  const { state, detail, records } = dnsVerdict("cms.example.com", resolved, own);
  return { state, detail, records: records.map(({ type, name, value }) => `${type} ${name} ${value}`) };
};

describe("whether a name leads here", () => {
  it.each([[["203.0.113.7"]], [["203.0.113.7", "2001:DB8:0::7"]], [["10.0.0.5"]]])("yes: %j", (resolved) => {
    expect(verdict(resolved)).toMatchObject({ state: "here", records: [] });
  });

  it("says which record to set when the name is not there", () => {
    expect(verdict([])).toEqual({
      state: "unknown-name",
      detail: "has no address yet",
      records: ["A cms.example.com 203.0.113.7"],
    });
  });

  it("says where it leads instead", () => {
    expect(verdict(["198.51.100.1"])).toEqual({
      state: "elsewhere",
      detail: "leads to 198.51.100.1, not to this server",
      records: ["A cms.example.com 203.0.113.7"],
    });
  });

  it("finds the forgotten AAAA record, which browsers try first", () => {
    expect(verdict(["203.0.113.7", "2001:db8::bad"])).toEqual({
      state: "elsewhere",
      detail: "leads to 2001:db8::bad too, which is not this server",
      records: ["A cms.example.com 203.0.113.7", "AAAA cms.example.com 2001:db8::7"],
    });
  });

  it("names no address that nobody reaches", () => {
    expect(verdict([], ["fd00::1"]).records).toEqual([]);
    expect(verdict([], ["2001:db8::7"]).records).toEqual(["AAAA cms.example.com 2001:db8::7"]);
  });

  it("does not guess when nobody answers", () => {
    expect(verdict(null)).toMatchObject({ state: "unclear", records: [] });
  });
});
