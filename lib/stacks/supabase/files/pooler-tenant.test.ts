import { expect, it } from "vitest";
import { poolerTenant } from "@/lib/stacks/supabase/files/pooler-tenant";

it("has line ends that the pooler can read", () => {
  expect(poolerTenant).not.toContain("\r");
  expect(poolerTenant.endsWith("\n")).toBe(true);
});

it("takes every value from the environment", () => {
  const read = [...poolerTenant.matchAll(/(?:variable\.|System\.get_env)\("([A-Z_]+)"\)/g)].map(
    ([, name]) => name,
  );
  expect(new Set(read)).toEqual(
    new Set([
      "POOLER_TENANT_ID",
      "POSTGRES_HOST",
      "POSTGRES_PORT",
      "POSTGRES_DB",
      "POSTGRES_PASSWORD",
      "POOLER_MAX_CLIENT_CONN",
      "POOLER_DEFAULT_POOL_SIZE",
      "POOLER_POOL_MODE",
    ]),
  );
});

it("closes what it opens", () => {
  const count = (pattern: RegExp) => poolerTenant.match(pattern)?.length ?? 0;
  expect(count(/\bfn\b|\bdo$/gm)).toBe(count(/\bend\b/g));
  for (const [open, close] of [
    ["(", ")"],
    ["{", "}"],
    ["[", "]"],
  ] as const) {
    expect(poolerTenant.split(open).length).toBe(poolerTenant.split(close).length);
  }
});
