import { expect, it } from "vitest";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { NOTES } from "@/e2e/clients/notes-table";
import { signedUp, tokenOf } from "@/e2e/clients/supabase-clients";

/** The callers of the gateway's own table, and tokens that only the services can judge. */
const CALLERS = [
  ...["none", "anon", "service", "user", "wrong", "expired", "publishable", "secret"],
  ...["ended user", "forged user"],
] as const;
type Caller = (typeof CALLERS)[number];

type Row = {
  title: string;
  method: "GET" | "POST";
  path: string;
  /** Status by caller, in their order. */
  statuses: readonly number[];
};

/** What comes back when the services are there, each of which checks the token by its own keys. */
const ROWS: readonly Row[] = [
  {
    title: "auth",
    method: "GET",
    path: "/auth/v1/admin/users",
    statuses: [401, 403, 200, 403, 401, 401, 403, 200, 403, 403],
  },
  {
    title: "rest",
    method: "GET",
    path: `/rest/v1/${NOTES}?limit=1`,
    statuses: [401, 200, 200, 200, 401, 401, 200, 200, 401, 401],
  },
  {
    title: "what rest describes",
    method: "GET",
    path: "/rest/v1/",
    statuses: [401, 403, 200, 403, 401, 401, 403, 200, 403, 403],
  },
  {
    title: "storage",
    method: "GET",
    path: "/storage/v1/bucket",
    statuses: [400, 200, 200, 200, 400, 400, 200, 200, 400, 400],
  },
  {
    title: "realtime",
    method: "POST",
    path: "/realtime/v1/api/broadcast",
    statuses: [401, 202, 202, 202, 401, 401, 202, 202, 401, 401],
  },
  {
    title: "meta",
    method: "GET",
    path: "/pg/schemas",
    statuses: [401, 403, 200, 403, 401, 401, 403, 200, 403, 403],
  },
  {
    title: "a function that asks for no token",
    method: "POST",
    path: "/functions/v1/hello",
    statuses: CALLERS.map(() => 200),
  },
  { title: "Studio", method: "GET", path: "/", statuses: CALLERS.map(() => 401) },
];

const CELLS = ROWS.length * CALLERS.length;

/** Tokens of the stack's own keys before the services that run: what the gateway lets through must be taken there too. */
export function testKeysByServices(stack: () => DeployedSupabase): void {
  it(`answers all ${CELLS} cells of ${ROWS.length} services by ${CALLERS.length} callers as expected`, async () => {
    const headers = await headersByCaller(stack());
    const seen: Record<string, number[]> = {};
    for (const { title, method, path } of ROWS) {
      const body = method === "POST" ? JSON.stringify({ messages: [] }) : undefined;
      const answers = CALLERS.map((caller) =>
        fetch(`${stack().url}${path}`, { method, body, headers: headers[caller] }),
      );
      seen[title] = (await Promise.all(answers)).map(({ status }) => status);
    }
    expect(seen).toEqual(Object.fromEntries(ROWS.map(({ title, statuses }) => [title, statuses])));
  });
}

async function headersByCaller(stack: DeployedSupabase): Promise<Record<Caller, Record<string, string>>> {
  const { keys, jwtSecret } = stack;
  const { client, id } = await signedUp(stack, keys.anon);
  const { data } = await client.auth.getSession();
  const token = data.session?.access_token ?? "";
  const claims = { sub: id, role: "authenticated", aud: "authenticated" };
  const other = "another-secret-of-forty-characters-at-all";
  const as = (apikey: string, bearer = apikey) => ({
    "content-type": "application/json",
    apikey,
    authorization: `Bearer ${bearer}`,
  });
  return {
    none: { "content-type": "application/json" },
    anon: as(keys.anon),
    service: as(keys.service),
    user: as(keys.anon, token),
    wrong: as(tokenOf(other, { role: "anon" }, "good")),
    expired: as(tokenOf(jwtSecret, { role: "anon" }, "ended")),
    publishable: as(keys.publishable),
    secret: as(keys.secret),
    "ended user": as(keys.anon, tokenOf(jwtSecret, claims, "ended")),
    "forged user": as(keys.anon, tokenOf(other, claims, "good")),
  };
}
