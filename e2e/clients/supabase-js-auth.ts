import { expect, it } from "vitest";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { NOTES } from "@/e2e/clients/notes-table";
import { clientOf, signedUp, taken, tokenOf } from "@/e2e/clients/supabase-clients";

/** People and their tokens, by supabase-js through the gateway. */
export function testAuthByClient(stack: () => DeployedSupabase): void {
  it.each(["anon", "publishable"] as const)("signs a person up, in and out with the %s key", async (key) => {
    const { client, id, email, password } = await signedUp(stack(), stack().keys[key]);
    const { claims } = taken(await client.auth.getClaims());
    expect(claims).toMatchObject({ sub: id, role: "authenticated" });
    expect(taken(await client.auth.getUser()).user.email).toBe(email);
    expect((await client.auth.signOut()).error).toBeNull();
    expect((await client.auth.getSession()).data.session).toBeNull();
    const { session } = taken(await client.auth.signInWithPassword({ email, password }));
    expect(session?.user.id).toBe(id);
    const { error } = await clientOf(stack(), stack().keys[key]).auth.signInWithPassword({
      email,
      password: `${password}x`,
    });
    expect(error).toMatchObject({ status: 400, code: "invalid_credentials" });
  });

  it("refreshes a session, by itself too when the token has ended", async () => {
    const { keys, jwtSecret } = stack();
    const { client, id } = await signedUp(stack(), keys.anon);
    const { session: first } = taken(await client.auth.getSession());
    const { session: second } = taken(await client.auth.refreshSession());
    expect(second?.refresh_token).not.toBe(first?.refresh_token);
    const ended = tokenOf(jwtSecret, { sub: id, role: "authenticated", aud: "authenticated" }, "ended");
    const again = clientOf(stack(), keys.anon);
    const { session: third } = taken(
      await again.auth.setSession({ access_token: ended, refresh_token: second?.refresh_token ?? "" }),
    );
    expect(third?.access_token).not.toBe(ended);
    expect(taken(await again.auth.getUser()).user.id).toBe(id);
    taken(await again.from(NOTES).insert({ text: "after the refresh" }).select());
  });

  it("refuses a token that has ended, one of another secret, and keys of another stack", async () => {
    const { url, keys, jwtSecret } = stack();
    const claims = { sub: crypto.randomUUID(), role: "authenticated" };
    const read = (apikey: string, token: string) =>
      fetch(`${url}/rest/v1/${NOTES}`, { headers: { apikey, authorization: `Bearer ${token}` } });
    const ended = await read(keys.anon, tokenOf(jwtSecret, claims, "ended"));
    expect([ended.status, (await ended.json()).code]).toEqual([401, "PGRST303"]);
    const foreign = await read(keys.anon, tokenOf("x".repeat(40), claims, "good"));
    expect([foreign.status, (await foreign.json()).code]).toEqual([401, "PGRST301"]);
    const wrong = clientOf(stack(), tokenOf("x".repeat(40), { role: "anon" }, "good"));
    expect((await wrong.from(NOTES).select()).status).toBe(401);
    expect((await wrong.auth.signInAnonymously()).error?.status).toBe(401);
  });

  it.each(["service", "secret"] as const)("manages people with the %s key", async (key) => {
    const { auth } = clientOf(stack(), stack().keys[key]);
    const email = `made-${crypto.randomUUID()}@example.com`;
    const person = { email, password: "Aa1!first-password", email_confirm: true };
    const { user } = taken(await auth.admin.createUser(person));
    const { users } = taken(await auth.admin.listUsers());
    expect(users.map(({ id }) => id)).toContain(user.id);
    const password = "Aa1!second-password";
    const change = { password, user_metadata: { name: "Mona" } };
    expect(taken(await auth.admin.updateUserById(user.id, change)).user.user_metadata).toMatchObject({
      name: "Mona",
    });
    const theirs = clientOf(stack(), stack().keys.anon).auth;
    expect((await theirs.signInWithPassword(person)).error?.code).toBe("invalid_credentials");
    expect(taken(await theirs.signInWithPassword({ email, password })).user.id).toBe(user.id);
    expect((await auth.admin.deleteUser(user.id)).error).toBeNull();
    expect((await auth.admin.getUserById(user.id)).error?.code).toBe("user_not_found");
  });

  it.each(["anon", "publishable"] as const)("lets nobody manage people with the %s key", async (key) => {
    const { error } = await clientOf(stack(), stack().keys[key]).auth.admin.listUsers();
    expect(error).toMatchObject({ status: 403, code: "not_admin" });
  });
}
