import { randomUUID } from "node:crypto";
import bcrypt from "bcryptjs";
import { pathOf, readBody, sendJson } from "./http.mjs";

const ROUNDS = 10;

/**
 * The users, for who holds the service role: list, make, show, change, delete.
 * @param {import("./database.mjs").Sql} sql
 * @param {import("./http.mjs").Incoming} incoming
 * @param {import("./http.mjs").Answer} answer
 */
export async function handleAdmin(sql, incoming, answer) {
  const [, , collection, id] = pathOf(incoming).split("/");
  if (collection !== "users") return sendJson(answer, 404, { code: 404, msg: "not found" });
  if (id === undefined) {
    if (incoming.method === "POST") return createUser(sql, incoming, answer);
    const users = await sql`select * from auth.users order by created_at`;
    return sendJson(answer, 200, { users: users.map(shown), aud: "authenticated" });
  }
  const [user] = /^[0-9a-f-]{36}$/.test(id) ? await sql`select * from auth.users where id = ${id}` : [];
  if (!user) return sendJson(answer, 404, { code: 404, error_code: "user_not_found", msg: "User not found" });
  if (incoming.method === "DELETE") {
    await sql`delete from auth.refresh_tokens where user_id::text = ${id}`;
    await sql`delete from auth.users where id = ${id}`;
    return sendJson(answer, 200, {});
  }
  if (incoming.method === "PUT") return changeUser(sql, user, incoming, answer);
  if (incoming.method !== "GET")
    return sendJson(answer, 405, { code: 405, error_code: "method_not_allowed", msg: "Method not allowed" });
  return sendJson(answer, 200, shown(user));
}

/** What can be changed here; anything else is refused rather than forgotten. */
const CHANGEABLE = ["password", "user_metadata", "app_metadata", "email_confirm"];

/**
 * @param {import("./database.mjs").Sql} sql
 * @param {Record<string, any>} user
 * @param {import("./http.mjs").Incoming} incoming
 * @param {import("./http.mjs").Answer} answer
 */
async function changeUser(sql, user, incoming, answer) {
  const given = JSON.parse((await readBody(incoming)).toString());
  const unknown = Object.keys(given).filter((name) => !CHANGEABLE.includes(name));
  if (unknown.length > 0) {
    const msg = `the stand-in cannot change ${unknown.join(", ")}`;
    return sendJson(answer, 501, { code: 501, error_code: "not_implemented", msg });
  }
  const { password, user_metadata = {}, app_metadata = {}, email_confirm = false } = given;
  const hash = password ? await bcrypt.hash(password, ROUNDS) : user.encrypted_password;
  const confirmed = user.email_confirmed_at ?? (email_confirm ? new Date().toISOString() : null);
  const forUser = JSON.stringify({ ...user.raw_user_meta_data, ...user_metadata });
  const forApp = JSON.stringify({ ...user.raw_app_meta_data, ...app_metadata });
  const [changed] =
    await sql`update auth.users set encrypted_password = ${hash}, email_confirmed_at = ${confirmed},
    raw_user_meta_data = ${forUser}::text::jsonb, raw_app_meta_data = ${forApp}::text::jsonb, updated_at = now()
    where id = ${user.id} returning *`;
  return sendJson(answer, 200, shown(changed));
}

/**
 * @param {import("./database.mjs").Sql} sql
 * @param {import("./http.mjs").Incoming} incoming
 * @param {import("./http.mjs").Answer} answer
 */
async function createUser(sql, incoming, answer) {
  const {
    email,
    password,
    email_confirm,
    user_metadata = {},
  } = JSON.parse((await readBody(incoming)).toString());
  if (!email)
    return sendJson(answer, 400, {
      code: 400,
      error_code: "validation_failed",
      msg: "Cannot create a user without an email",
    });
  const taken = await sql`select 1 from auth.users where email = ${email.toLowerCase()}`;
  if (taken.length > 0) {
    return sendJson(answer, 422, {
      code: 422,
      error_code: "email_exists",
      msg: "A user with this email address has already been registered",
    });
  }
  const id = randomUUID();
  const hash = password ? await bcrypt.hash(password, ROUNDS) : null;
  const confirmed = email_confirm ? new Date().toISOString() : null;
  const provider = { provider: "email", providers: ["email"] };
  const identity = { sub: id, email: email.toLowerCase(), email_verified: Boolean(email_confirm) };
  const [user] = await sql.begin(async (/** @type {import("./database.mjs").Sql} */ inside) => {
    const made = await inside`
      insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${id}, ${email.toLowerCase()}, ${hash}, ${confirmed}, ${JSON.stringify(provider)}::text::jsonb,
        ${JSON.stringify(user_metadata)}::text::jsonb) returning *`;
    await inside`
      insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${randomUUID()}, 'email', ${id}, ${id}, ${JSON.stringify(identity)}::text::jsonb)`;
    return made;
  });
  return sendJson(answer, 200, shown(user));
}

/** @param {Record<string, unknown>} user */
function shown(user) {
  const { id, aud, role, email, phone, email_confirmed_at, last_sign_in_at, created_at, updated_at } = user;
  const metadata = { app_metadata: user.raw_app_meta_data, user_metadata: user.raw_user_meta_data };
  return {
    id,
    aud,
    role,
    email,
    phone,
    email_confirmed_at,
    last_sign_in_at,
    created_at,
    updated_at,
    ...metadata,
  };
}
