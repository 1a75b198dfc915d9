import { describe, expect, it } from "vitest";
import { ALL_UPSTREAMS, gatewayEnvironment, startedGateway } from "@/e2e/gateway/rendered-gateway";
import { readDeclaration } from "@/e2e/images/recipes/supabase-gateway/declaration.mjs";
import { gatewayDeclaration } from "@/lib/stacks/supabase/files/gateway-declaration";
import { gatewayRoutes } from "@/lib/stacks/supabase/files/gateway-routes";
import { GATEWAY_PLUGINS } from "@/lib/stacks/supabase/files/gateway-start";

const { file } = startedGateway();
const changed = (from: string | RegExp, to: string) => {
  const text = file.replace(from, to);
  expect(text).not.toBe(file);
  return () => readDeclaration(text);
};

describe("Kong's rules for its declarative file", () => {
  it("hold for what the panel writes, whatever is switched off", () => {
    expect(readDeclaration(file).routes).toHaveLength(gatewayRoutes.length);
    for (const off of ALL_UPSTREAMS) {
      const upstreams = new Set([...ALL_UPSTREAMS].filter((each) => each !== off));
      const { routes } = readDeclaration(startedGateway(gatewayEnvironment, upstreams).file);
      expect(routes).toHaveLength(gatewayRoutes.filter(({ upstream }) => upstream !== off).length);
    }
  });

  it("know each plugin that is used as one that is enabled", () => {
    const used = new Set(gatewayRoutes.flatMap(({ plugins }) => plugins.map(({ name }) => name)));
    expect([...used].filter((name) => !GATEWAY_PLUGINS.split(",").includes(name))).toEqual([]);
    expect(used.size).toBe(7);
  });

  it("give every consumer its group, and every credential its consumer", () => {
    const { consumerOfKey, consumerOfLogin, groupsOf } = readDeclaration(file);
    expect(Object.fromEntries(groupsOf)).toEqual({ anon: ["anon"], service_role: ["admin"] });
    expect([...consumerOfKey.values()]).toEqual(["anon", "anon", "service_role", "service_role"]);
    expect([...consumerOfLogin]).toEqual([["supabase:a-password", "DASHBOARD"]]);
  });

  it("refuse the template itself", () => {
    expect(() => readDeclaration(gatewayDeclaration(ALL_UPSTREAMS))).toThrow("was never filled in");
  });

  it("refuse what is broken, by name", () => {
    expect(changed("'3.0'", "3.0")).toThrow("_format_version must be '3.0'");
    expect(changed("services:", "services: [")).toThrow();
    expect(changed("services:", "upstreams: []\nservices:")).toThrow("the file has upstreams");
    expect(changed("name: key-auth", "name: jwt")).toThrow(
      "the plugin jwt is not known here, in the service auth-v1",
    );
    expect(changed("hide_credentials: false", "hide_credential: false")).toThrow(
      "hide_credential is not known",
    );
    expect(changed("hide_credentials: false", "hide_credentials: no way")).toThrow("must be true or false");
    expect(changed("status_code: 403", "status_code: 40")).toThrow("must be a status");
    expect(changed("consumer: service_role", "consumer: admin")).toThrow(
      "the consumer admin, which there is not",
    );
    expect(changed("username: service_role", "username: anon")).toThrow("the consumer anon is there twice");
    expect(changed("- name: rest-v1\n", "- name: auth-v1\n")).toThrow("the service auth-v1 is there twice");
    expect(changed("- /auth/v1/callback", "- auth/v1/callback")).toThrow("is not a path");
    expect(changed("http://rest:3000/", "https://rest:3000/")).toThrow("must be plain http://");
    expect(changed("password: 'a-password'", "password: 12345")).toThrow("expected a string");
    expect(changed("password: 'a-password'", "password: ''")).toThrow("password of supabase is empty");
    expect(changed("legacy.service.key", "legacy.anon.key")).toThrow("two consumers have the same key");
    expect(changed("read_timeout: 160000", "read_timeout: long")).toThrow("must be milliseconds");
    expect(changed("strip_path: true", "strip_path: false")).toThrow("strip_path");
    expect(changed("headers.apikey and", "kong.apikey and")).toThrow("the name kong is not known");
    expect(changed("$((headers", "$(((headers")).toThrow("a parenthesis is not closed");
    expect(changed("clear_header", "set_header")).toThrow("Lua code that is not known");
  });
});
