import { describe, expect, it } from "vitest";
import { type ApiOperation, apiOperations } from "@/components/api/api-operations";
import { routes } from "@/lib/api/contract/routes";
import { openApiDocument } from "@/lib/api/openapi";

const operations = apiOperations(openApiDocument("1.2.3"), "https://panel.example.com");

function one(id: string): ApiOperation {
  const found = operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`There is no ${id}`);
  return found;
}

describe("the calls of the API as a page shows them", () => {
  it("are all but those of the server alone", () => {
    const ids = Object.entries(routes).flatMap(([id, { access }]) => (access === "local" ? [] : [id]));
    expect(operations.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it("have an example where a token may call", () => {
    expect(one("stacks.remove")).toMatchObject({
      ...{ noun: "stacks", method: "POST", path: "/api/v1/stacks/{stack}/remove", scope: "deploy" },
      who: "operator, by a token with the scope deploy, or secrets where removeVolumes is filled",
      body: "{\n  confirmName: string\n  removeVolumes?: string[]\n}",
      curl: [
        'curl -X POST "https://panel.example.com/api/v1/stacks/STACK/remove" \\',
        '  -H "Authorization: Bearer $SLIPWAY_TOKEN" \\',
        '  -H "Content-Type: application/json" \\',
        `  -d '{"confirmName":"…"}'`,
      ].join("\n"),
    });
    expect(one("people.list")).toMatchObject({ scope: null, curl: null, who: "owner, signed in; no token" });
  });

  it("say what comes as lines and as a file", () => {
    expect(one("events").answer).toMatch(/^lines of JSON, each\n/);
    expect(one("revisions.download").answer).toBe("a file: application/x-tar");
    expect(one("stacks.logs").query).toContain("follow?: ");
  });
});
