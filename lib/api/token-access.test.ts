import { describe, expect, it } from "vitest";
import { ROLES, type Role } from "@/lib/api/contract/roles";
import type { RouteContract } from "@/lib/api/contract/route";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/api/contract/token-scopes";
import { exampleCall, openTestApi } from "@/lib/api/test-api";

const ids = Object.keys(routes) as RouteId[];
const contractOf = (id: RouteId): RouteContract => routes[id];
const TOKEN = `slipway_${"a".repeat(43)}`;

/** An API whose one token acts for somebody of the role. */
function openFor(role: Role, scope: TokenScope) {
  return openTestApi(
    {},
    {
      checkToken: async (tokenHash) => ({
        operator: { id: role, name: role, role },
        token: { name: "ci", scope, tokenHash },
      }),
      tokenHolds: async () => true,
    },
  );
}

const apis = Object.fromEntries(
  ROLES.map((role) => [role, TOKEN_SCOPES.map((scope) => openFor(role, scope))]),
) as Record<Role, ReturnType<typeof openFor>[]>;

async function statusOf({ web, calls }: ReturnType<typeof openFor>, id: RouteId, body?: string) {
  const { path, init } = exampleCall(id);
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${TOKEN}`);
  headers.set("x-slipway-peer", "192.0.2.7");
  const before = calls.length;
  const response = await web.request(path, { ...init, headers, ...(body !== undefined && { body }) });
  await response.text();
  expect(calls.length > before, `${id} answered ${response.status}`).toBe(response.status === 200);
  return response.status;
}

/** As `owner 403 200 200`: what the scopes get, least first. */
async function row(id: RouteId, title: string = id, body?: string): Promise<string> {
  const cells = [];
  for (const role of ROLES) {
    const answers = [];
    for (const api of apis[role]) answers.push(await statusOf(api, id, body));
    cells.push(`${role} ${answers.join(" ")}`);
  }
  return `${title.padEnd(29)} ${cells.join("   ")}`;
}

describe("what an API token may call", () => {
  it("is what was reviewed: every route, for every role of its owner, with each scope", async () => {
    const rows = [`each role: what a token with ${TOKEN_SCOPES.join(", ")} gets`];
    for (const id of ids) {
      rows.push(await row(id));
      if (typeof contractOf(id).fresh !== "object") continue;
      const filled = JSON.stringify({ confirmName: "blog", removeVolumes: ["data"] });
      rows.push(await row(id, `${id}, data too`, filled));
    }
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("token-access.txt");
  });

  it("is never more than its owner may", () => {
    for (const id of ids) {
      const { access, token } = contractOf(id);
      if (token === "read") expect(["viewer", "public"], id).toContain(access);
      if (access === "local") expect(token, id).toBe("never");
    }
  });

  it("takes the scope for secrets where a person gives a fresh proof", () => {
    for (const id of ids) {
      const { fresh, token } = contractOf(id);
      if (fresh === "always") expect(["secrets", "never"], id).toContain(token);
    }
  });

  it.each([
    "people.",
    "sessions.",
    "tokens.",
    "second-factor.",
    "passkeys.",
    "password.",
    "invitations.",
    "setup.",
  ])("is nothing of %s", (noun) => {
    const theirs = ids.filter((id) => id.startsWith(noun));
    expect(theirs.length).toBeGreaterThan(0);
    for (const id of theirs) expect(contractOf(id).token, id).toBe("never");
  });

  it("says who called by which token", async () => {
    const api = openFor("operator", "deploy");
    await statusOf(api, "stacks.stop");
    expect(api.calls).toMatchObject([{ caller: { who: "operator", from: "192.0.2.7, by token ci" } }]);
  });
});
