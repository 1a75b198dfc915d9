import { namedCaller, readBody, sendJson, sendText } from "./http.mjs";

/** @typedef {import("./server.mjs").Request} Request */

/**
 * Publishing keeps bytes by a name for whoever came first; nothing of a module is run.
 * @param {Request} request whose path begins with /v1/database
 * @returns {Promise<void>}
 */
export async function answerDatabase(request) {
  const { path, method, caller, keys, databases, answer } = request;
  const named = namedCaller(caller, keys, answer);
  if (path === "/v1/database" && method === "POST") return publish(request, undefined, named.identity);
  const [, encoded = "", part] = /^\/v1\/database\/([^/]+)(?:\/([a-z_]+))?/.exec(path) ?? [];
  const name = decodeURIComponent(encoded);
  if (part === undefined && method === "PUT") return publish(request, name, named.identity);
  const database = databases.find(name);
  if (database === undefined) return sendText(answer, 404, "No such database.");
  if (part === undefined && method === "GET") {
    return sendJson(answer, {
      database_identity: { __identity__: `0x${database.identity}` },
      owner_identity: { __identity__: `0x${database.owner}` },
      host_type: { wasm: [] },
      initial_program: database.program,
    });
  }
  if (part === undefined && method === "DELETE") {
    if (database.owner !== named.identity)
      return sendText(answer, 403, "Not authorized to delete the database");
    databases.remove(database);
    return sendText(answer, 200);
  }
  if (part === "names") return sendJson(answer, { names: [database.name] });
  if (part === "identity") return sendText(answer, 200, database.identity);
  return sendText(answer, 501, "The stand-in runs no modules");
}

/**
 * @param {Request} request
 * @param {string | undefined} name
 * @param {string} owner
 */
async function publish({ incoming, databases, answer }, name, owner) {
  const published = databases.publish(name, owner, await readBody(incoming));
  if (published === "not the owner")
    return sendText(answer, 403, "Not authorized to publish to this database");
  const { database, operation } = published;
  return sendJson(answer, {
    Success: { domain: database.name, database_identity: database.identity, op: operation },
  });
}
