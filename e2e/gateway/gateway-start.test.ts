import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ALL_UPSTREAMS, gatewayEnvironment, startedGateway } from "@/e2e/gateway/rendered-gateway";
import { gatewayDeclaration } from "@/lib/stacks/supabase/files/gateway-declaration";

type Declared = {
  consumers: { username: string; keyauth_credentials?: { key: string }[] }[];
  services: { name: string; routes: { paths: string[] }[] }[];
  basicauth_credentials?: { consumer: string; username: string; password: string }[];
};

function declared(environment: Readonly<Record<string, string>>, upstreams = ALL_UPSTREAMS): Declared {
  const { status, errors, file, arguments: started } = startedGateway(environment, upstreams);
  expect(errors).toBe("");
  expect(status).toBe(0);
  expect(started).toBe("kong docker-start");
  return parse(file, { version: "1.1" });
}

const keys = ({ consumers }: Declared) =>
  consumers.map(({ username, keyauth_credentials }) => [
    username,
    ...(keyauth_credentials ?? []).map(({ key }) => key),
  ]);

const oldKeys = {
  ...gatewayEnvironment,
  SUPABASE_PUBLISHABLE_KEY: "",
  SUPABASE_SECRET_KEY: "",
  ANON_KEY_ASYMMETRIC: "",
  SERVICE_ROLE_KEY_ASYMMETRIC: "",
};

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");

const HOSTILE = [
  "0123456789",
  "1e3",
  "true",
  "~",
  "null",
  "'",
  "''",
  '"',
  "it's \"quoted\" twice''",
  "\\",
  "\\n\\047\\",
  "&",
  "a&b\\&c|d/e",
  "$HOME $".concat("{HOME} $(id) `id`"),
  "@SUPABASE_SERVICE_KEY@",
  "#no comment",
  "key: value",
  "- item",
  "{a: 1}",
  "[1]",
  "!tag",
  "*alias",
  "%percent %s %d",
  " spaces around ",
  "ends with backslash \\",
  "AWK",
  "żółć 鍵 🔑",
  "::",
  "x".repeat(4000),
  PRINTABLE,
];

describe("the gateway's entry script", () => {
  it("gives each consumer its old and its newer key", () => {
    expect(keys(declared(gatewayEnvironment))).toEqual([
      ["DASHBOARD"],
      ["anon", gatewayEnvironment.SUPABASE_ANON_KEY, gatewayEnvironment.SUPABASE_PUBLISHABLE_KEY],
      ["service_role", gatewayEnvironment.SUPABASE_SERVICE_KEY, gatewayEnvironment.SUPABASE_SECRET_KEY],
    ]);
  });

  it("leaves the newer keys out where there are none", () => {
    expect(keys(declared(oldKeys))).toEqual([
      ["DASHBOARD"],
      ["anon", gatewayEnvironment.SUPABASE_ANON_KEY],
      ["service_role", gatewayEnvironment.SUPABASE_SERVICE_KEY],
    ]);
    expect(startedGateway(oldKeys).file).not.toContain('== ""');
  });

  it("keeps every printable character of the first user's password", () => {
    // A process each: the rest of them go through the same lines as further users, below.
    for (const password of ["0123456789", " ends with a backslash \\", PRINTABLE, "żółć 鍵 🔑"]) {
      const { basicauth_credentials: users } = declared({
        ...gatewayEnvironment,
        DASHBOARD_PASSWORD: password,
      });
      expect(users).toEqual([{ consumer: "DASHBOARD", username: "supabase", password }]);
    }
  });

  it("keeps every printable character of many users' names and passwords", () => {
    const names = HOSTILE.map((text) => text.replaceAll(":", "")).filter((name) => name !== "");
    const users = names.map((name, index) => ({
      name,
      password: HOSTILE[HOSTILE.length - 1 - index] ?? "p",
    }));
    const { basicauth_credentials: credentials } = declared({
      ...gatewayEnvironment,
      DASHBOARD_USERS: users.map(({ name, password }) => `${name}:${password}`).join("\n"),
    });
    expect(credentials?.slice(1)).toEqual(
      users.map(({ name, password }) => ({ consumer: "DASHBOARD", username: name, password })),
    );
    expect(users.length).toBeGreaterThan(25);
  });

  it("takes the path of the metadata from the issuer", () => {
    const path = (issuer: string) =>
      declared({ ...gatewayEnvironment, JWT_ISSUER: issuer }).services.find(
        ({ name }) => name === "well-known-oauth",
      )?.routes[0]?.paths[0];
    const base = "/.well-known/oauth-authorization-server";
    expect(path("http://localhost:8000/auth/v1")).toBe(`${base}/auth/v1`);
    expect(path("https://api.example.com/auth/v1///")).toBe(`${base}/auth/v1`);
    expect(path("https://api.example.com")).toBe(base);
    expect(path("https://api.example.com/")).toBe(base);
  });

  it("writes neither users nor routes of a Studio that is off", () => {
    const file = declared(gatewayEnvironment, new Set(["auth", "rest"]));
    expect(file.basicauth_credentials).toBeUndefined();
    expect(keys(file).map(([name]) => name)).toEqual(["anon", "service_role"]);
  });

  it("leaves nothing to fill in", () => {
    const { file } = startedGateway();
    expect(file).not.toMatch(/@[A-Z_]+@/);
    expect(file.split("\n").length).toBeGreaterThan(100);
  });

  const refused: [string, Record<string, string>, string][] = [
    ["no anon key", { SUPABASE_ANON_KEY: "" }, "SUPABASE_ANON_KEY is empty"],
    ["no service key", { SUPABASE_SERVICE_KEY: "" }, "SUPABASE_SERVICE_KEY is empty"],
    ["a key that ends its quotes", { SUPABASE_ANON_KEY: "a'b" }, "SUPABASE_ANON_KEY holds a character"],
    [
      "a key with Lua in it",
      { SUPABASE_SECRET_KEY: 'sb_secret_" .. x' },
      "SUPABASE_SECRET_KEY holds a character",
    ],
    ["a key with a line end", { ANON_KEY_ASYMMETRIC: "a\nb" }, "ANON_KEY_ASYMMETRIC holds a character"],
    [
      "some of the newer keys",
      { SERVICE_ROLE_KEY_ASYMMETRIC: "" },
      "SERVICE_ROLE_KEY_ASYMMETRIC is empty: set all four",
    ],
    ["no user", { DASHBOARD_USERNAME: "" }, "DASHBOARD_USERNAME is empty"],
    ["no password", { DASHBOARD_PASSWORD: "" }, "DASHBOARD_PASSWORD is empty"],
    ["a name with a colon", { DASHBOARD_USERNAME: "a:b" }, "user name with a colon"],
    ["a line without a colon", { DASHBOARD_USERS: "someone" }, "DASHBOARD_USERS has a line without a colon"],
    ["a line without a name", { DASHBOARD_USERS: ":p" }, "a user without a name"],
    ["a line without a password", { DASHBOARD_USERS: "mona:" }, "DASHBOARD_USERS has no password for mona"],
    ["a user twice", { DASHBOARD_USERS: "mona:a\nmona:b" }, "DASHBOARD_USERS has the user mona twice"],
    ["the first user again", { DASHBOARD_USERS: "supabase:b" }, "has the user supabase twice"],
    ["a tab", { DASHBOARD_PASSWORD: "a\tb" }, "DASHBOARD_PASSWORD holds a control character"],
    ["a line end in the password", { DASHBOARD_PASSWORD: "a\nb" }, "holds a control character"],
    ["no issuer", { JWT_ISSUER: "" }, "JWT_ISSUER must start with"],
    ["an issuer with a quote", { JWT_ISSUER: "https://h/a'b" }, "JWT_ISSUER has a character"],
  ];
  it.each(refused)("refuses %s, by name, and does not start Kong", (_title, change, message) => {
    const { status, errors, arguments: started } = startedGateway({ ...gatewayEnvironment, ...change });
    expect(errors).toContain(message);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
    expect(started).toBe("");
  });

  it("refuses a template that asks for something unknown", () => {
    const template = gatewayDeclaration(ALL_UPSTREAMS).replace("@SUPABASE_ANON_KEY@", "@OTHER_KEY@x");
    const { status, errors } = startedGateway(gatewayEnvironment, ALL_UPSTREAMS, template);
    expect(errors).toContain("the template asks for OTHER_KEY");
    expect(status).toBe(1);
  });
});
