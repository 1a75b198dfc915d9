import { describe, expect, it } from "vitest";
import { readEnvironment, settingsTable } from "@/lib/env";
import type { PanelError } from "@/lib/errors";

const read = (variables: Record<string, string>, readText: (path: string) => string = () => "") =>
  readEnvironment(variables, "/srv/slipway", readText);

function issuesOf(variables: Record<string, string>): string[] {
  try {
    read(variables);
  } catch (error) {
    return ((error as PanelError).details.issues ?? []).map(({ field }) => field);
  }
  return [];
}

describe("readEnvironment", () => {
  it("has a default for everything, and takes empty for not set", () => {
    const expected = {
      bind: "127.0.0.1",
      port: 9400,
      url: "http://127.0.0.1:9400",
      data: "/srv/slipway/data",
    };
    expect(read({})).toMatchObject({
      ...expected,
      engine: "on",
      registry: null,
      outputDays: 90,
      fresh: false,
      logLevel: "info",
    });
    expect(read({ SLIPWAY_PORT: "", SLIPWAY_ENGINE: "" })).toMatchObject(expected);
  });

  it("lists every error at once", () => {
    expect(
      issuesOf({
        SLIPWAY_BIND: "everywhere",
        SLIPWAY_PORT: "70000",
        SLIPWAY_URL: "https://panel.example.com/slipway",
        SLIPWAY_ENGINE: "maybe",
        SLIPWAY_REGISTRY: "https://registry.example.com",
        SLIPWAY_OUTPUT_DAYS: "0",
        SLIPWAY_LOG_LEVEL: "loud",
        SLIPWAY_FRESH: "perhaps",
      }),
    ).toEqual([
      "SLIPWAY_BIND",
      "SLIPWAY_PORT",
      "SLIPWAY_URL",
      "SLIPWAY_ENGINE",
      "SLIPWAY_REGISTRY",
      "SLIPWAY_OUTPUT_DAYS",
      "SLIPWAY_FRESH",
      "SLIPWAY_LOG_LEVEL",
    ]);
  });

  it("names what does not go together for https", () => {
    expect(issuesOf({ SLIPWAY_BIND: "::", SLIPWAY_URL: "http://a.example" })).toEqual(["SLIPWAY_URL"]);
    expect(issuesOf({ SLIPWAY_TLS_KEY: "/k", SLIPWAY_PROXY: "caddy" })).toEqual([
      "SLIPWAY_TLS_CERT",
      "SLIPWAY_PROXY",
    ]);
  });

  it("wants user name, password and registry together", () => {
    expect(issuesOf({ SLIPWAY_REGISTRY_USERNAME: "ann" })).toEqual([
      "SLIPWAY_REGISTRY_USERNAME",
      "SLIPWAY_REGISTRY",
    ]);
    expect(issuesOf({ SLIPWAY_REGISTRY: "r.example.com", SLIPWAY_REGISTRY_PASSWORD: "x" })).toEqual([
      "SLIPWAY_REGISTRY_USERNAME",
    ]);
  });

  it("reads the password's file and shows it nowhere", () => {
    const environment = read(
      {
        SLIPWAY_REGISTRY: "r.example.com:5000/mirror",
        SLIPWAY_REGISTRY_USERNAME: "ann",
        SLIPWAY_REGISTRY_PASSWORD_FILE: "/run/secrets/registry",
      },
      (path) => `secret of ${path}\n`,
    );
    expect(environment.registry?.login?.password.reveal()).toBe("secret of /run/secrets/registry");
    expect(JSON.stringify(environment)).not.toContain("secret of");
  });

  it("refuses a data folder whose sockets no program could open", () => {
    expect(issuesOf({ SLIPWAY_DATA: `/${"long/".repeat(20)}` })).toEqual(["SLIPWAY_DATA"]);
  });

  it("takes a wildcard address for localhost in links", () => {
    expect(read({ SLIPWAY_BIND: "0.0.0.0" })).toMatchObject({
      ...{ url: "https://localhost:9400", scheme: "https" },
    });
    expect(read({ SLIPWAY_BIND: "::1", SLIPWAY_PORT: "80" }).url).toBe("http://[::1]");
    expect(read({ SLIPWAY_URL: "https://panel.example.com/" }).url).toBe("https://panel.example.com");
  });

  it("explains every setting", () => {
    for (const row of settingsTable()) expect(row.text, row.name).not.toBe("");
  });
});
