import { createClient } from "@supabase/supabase-js";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { signHs256 } from "@/lib/keys/sign-jwt";

/** The real client, as a server or a test has it: without a browser's storage, and without a timer of its own. */
export function clientOf({ url }: Pick<DeployedSupabase, "url">, key: string) {
  return createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });
}

export type Client = ReturnType<typeof clientOf>;
export type Person = { client: Client; id: string; email: string; password: string };

/** Signs somebody new up; the client has the session then. */
export async function signedUp(stack: DeployedSupabase, key: string): Promise<Person> {
  const client = clientOf(stack, key);
  // RFC 2606: no message to this domain arrives anywhere.
  const email = `client-${crypto.randomUUID()}@example.com`;
  const password = `Aa1!${crypto.randomUUID()}`;
  const { user } = taken(await client.auth.signUp({ email, password }));
  if (user === null) throw new Error("signing up gave no user");
  return { client, id: user.id, email, password };
}

type Answer = { data: unknown; error: unknown };
type Given<A extends Answer> = NonNullable<Extract<A, { error: null }>["data"]>;

/** What the call gave; its error, with all that the service said, where it gave none. */
export function taken<A extends Answer>({ data, error }: A): Given<A> {
  if (error !== null) throw new Error(`the client got ${JSON.stringify(error)} (${error})`, { cause: error });
  if (data === null || data === undefined) throw new Error("the client got neither data nor an error");
  return data as Given<A>;
}

/** A key of the form and for the role, signed with this secret, that ended an hour ago or ends in one. */
export function tokenOf(
  secret: string,
  claims: Readonly<Record<string, unknown>>,
  when: "ended" | "good",
): string {
  const now = Math.floor(Date.now() / 1000);
  const exp = when === "good" ? now + 3600 : now - 3600;
  return signHs256({ ...claims, iss: "supabase", iat: now - 7200, exp }, secret);
}
