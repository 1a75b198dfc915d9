import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { readBody } from "./http.mjs";
import { signToken } from "./tokens.mjs";

/**
 * Makes the library, which knows only one secret, take calls whose tokens were read before: each is handed to it with a
 * token of a secret that only this process knows.
 * @param {{ url: string, role?: string, secret: Buffer, config: Record<string, unknown> }} options
 */
export async function createLite({ url, role, secret, config }) {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { onnotice: () => {}, connection: role ? { role } : {} },
  });
  const resolver = async (/** @type {string} */ key) => {
    const claims = JSON.parse(Buffer.from(key.split(".")[1] ?? "", "base64url").toString());
    return { type: claims.role === "service_role" ? "secret" : "publishable", claims };
  };
  const { auth, ...rest } = /** @type {{ auth?: object }} */ (config);
  const app = new App({
    connection,
    auth: { enabled: true, jwt_secret: secret.toString(), ...auth },
    ...rest,
    options: { server: { apiKeys: { resolver }, disableStudio: true } },
  });
  return { app, connection };
}

/**
 * @param {{ server: { fetch: (request: Request) => Promise<Response> } }} app
 * @param {import("./http.mjs").Incoming} incoming
 * @param {{ prefix: string, claims: Record<string, unknown>, secret: Buffer, body?: Buffer }} call
 * @returns {Promise<Response>}
 */
export async function callLite(app, incoming, { prefix, claims, secret, body }) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(",") : value);
  }
  const token = signToken(claims, secret);
  headers.set("apikey", token);
  headers.set("authorization", `Bearer ${token}`);
  // The body is passed on whole, whatever its length was before.
  for (const name of ["content-length", "transfer-encoding", "connection"]) headers.delete(name);
  const content = body ?? (await readBody(incoming));
  const request = new Request(`http://127.0.0.1${prefix}${incoming.url}`, {
    method: incoming.method,
    headers,
    body: content.length > 0 ? new Uint8Array(content) : undefined,
  });
  return app.server.fetch(request);
}

/**
 * @param {import("./http.mjs").Answer} answer
 * @param {Response} from
 * @param {Buffer} [body]
 */
export async function passOn(answer, from, body) {
  const content = body ?? Buffer.from(await from.arrayBuffer());
  const headers = Object.fromEntries(from.headers);
  delete headers["content-length"];
  answer.writeHead(from.status, headers);
  answer.end(content.length > 0 ? content : undefined);
}
