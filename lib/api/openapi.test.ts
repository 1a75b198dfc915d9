import { describe, expect, it } from "vitest";
import { routes } from "@/lib/api/contract/routes";
import { openApiDocument } from "@/lib/api/openapi";

type Operation = { operationId: string; security: unknown[]; parameters: { name: string; in: string }[] };
const document = openApiDocument("1.2.3") as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe("openApiDocument", () => {
  it("has every route once", () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(routes).sort());
  });

  it("says which calls take an API token", () => {
    for (const { operationId, security } of operations) {
      const { token } = routes[operationId as keyof typeof routes];
      expect(security.length === 0, operationId).toBe(token === "never");
    }
  });

  it("declares every parameter of a path", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
          names,
        );
      }
    }
  });

  it("is JSON through and through", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.openapi).toBe("3.1.1");
  });
});
