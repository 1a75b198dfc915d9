import assert from "node:assert/strict";
import { keyHeaders } from "@/e2e/soak/supabase/behaviours";
import { askGateway, type ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import type { SecretValues } from "@/lib/stacks/kind";

/** A table that nobody made: REST says so to whoever it takes the key of, and 401 to the others. */
const NO_TABLE = "/rest/v1/no_table_of_this_name";

type Use = { what: string; key: string; path: string; init?: RequestInit; taken: number; refused: number };

const USES: readonly Use[] = [
  { what: "Auth with the anon key", key: "anonKey", path: "/auth/v1/settings", taken: 200, refused: 401 },
  { what: "REST with the anon key", key: "anonKey", path: NO_TABLE, taken: 404, refused: 401 },
  { what: "REST with the service key", key: "serviceRoleKey", path: "/rest/v1/", taken: 200, refused: 401 },
  // Storage is open at the gateway, judges by itself, and says 403 inside of a 400.
  {
    what: "Storage with the service key",
    key: "serviceRoleKey",
    path: "/storage/v1/bucket",
    taken: 200,
    refused: 400,
  },
  {
    what: "Realtime with the anon key",
    key: "anonKey",
    path: "/realtime/v1/api/broadcast",
    init: { method: "POST", body: "{}" },
    taken: 202,
    refused: 401,
  },
  { what: "REST with the publishable key", key: "publishableKey", path: NO_TABLE, taken: 404, refused: 401 },
  { what: "REST with the secret key", key: "secretKey", path: "/rest/v1/", taken: 200, refused: 401 },
];

/** Asks every API that these keys open, through the gateway. @param names of the keys that are asked with */
export async function assertKeys(
  stack: ChangedStack,
  secrets: SecretValues,
  expected: "taken" | "refused",
  names: readonly string[],
): Promise<number> {
  const on = await stack.facts();
  const uses = USES.filter(({ key, path }) => names.includes(key) && on.has(serviceOf(path)));
  const answers = await Promise.all(
    uses.map(async ({ what, key, path, init }) => {
      const headers = { ...keyHeaders(secrets[key] ?? ""), "content-type": "application/json" };
      return `${what}: ${(await askGateway(stack, path, { ...init, headers })).status}`;
    }),
  );
  const wanted = uses.map((use) => `${use.what}: ${use[expected]}`);
  assert.deepEqual(answers, wanted);
  return uses.length;
}

function serviceOf(path: string): string {
  const first = path.split("/")[1] ?? "";
  return first;
}

type Person = { email: string; password: string };

const PERSON: Person = { email: "person@example.org", password: "Aa1!person-of-the-test" };

/** A person's own token, of a session that begins now. */
export async function signIn(stack: ChangedStack, { anonKey = "" }: SecretValues): Promise<string> {
  const headers = { ...keyHeaders(anonKey), "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(PERSON) };
  // Whoever is there already is refused, and signs in all the same.
  await askGateway(stack, "/auth/v1/signup", init);
  const answer = await askGateway(stack, "/auth/v1/token?grant_type=password", init);
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  assert(token !== undefined, `signing in answered ${answer.status}`);
  return token;
}

/** What REST answers a person's token, with the stack's key of today: 404 for a table that is not there, or 401. */
export async function statusOfToken(
  stack: ChangedStack,
  { anonKey = "" }: SecretValues,
  token: string,
): Promise<number> {
  const headers = { apikey: anonKey, authorization: `Bearer ${token}` };
  return (await askGateway(stack, NO_TABLE, { headers })).status;
}

/** Ids of the public keys that Auth shows to everybody. */
export async function publicKeyIds(stack: ChangedStack): Promise<string[]> {
  const answer = await askGateway(stack, "/auth/v1/.well-known/jwks.json");
  const { keys } = (await answer.json()) as { keys: { kid?: string }[] };
  return keys.flatMap(({ kid }) => kid ?? []);
}

/** Studio's answer to a name and password: 200, or 401. */
export async function studioStatus(stack: ChangedStack, name: string, password: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
  return (await askGateway(stack, "/api/platform/profile", { headers: { authorization } })).status;
}

/** Whether Storage knows the access key of its S3 protocol; what it says to a signature is its own business. */
export async function knowsS3Key(stack: ChangedStack, accessKeyId: string): Promise<boolean> {
  const scope = `${accessKeyId}/20261122/stub/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
  const answer = await askGateway(stack, "/storage/v1/s3/", { headers: { authorization } });
  return !(await answer.text()).includes("InvalidAccessKeyId");
}
