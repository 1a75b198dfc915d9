import { randomUUID } from "node:crypto";
import { readBody, sendJson } from "./http.mjs";

/** @typedef {import("./http.mjs").Incoming} Incoming */
/** @typedef {import("./http.mjs").Answer} Answer */
/** @typedef {{ sql: import("./database.mjs").Sql, store: Awaited<ReturnType<typeof import("./storage-files.mjs").createObjectStore>>, limit: number }} Context */

/**
 * As the real one answers: the status inside, and 400 outside.
 * @param {Answer} answer
 * @param {number} status
 * @param {string} error
 * @param {string} message
 */
export function fault(answer, status, error, message) {
  sendJson(answer, 400, { statusCode: String(status), error, message });
}

/** @param {Answer} answer */
const noRights = (answer) => fault(answer, 403, "Unauthorized", "new row violates row-level security policy");

/** @param {Incoming} incoming */
const readJson = async (incoming) => JSON.parse((await readBody(incoming)).toString() || "{}");

/**
 * @param {Context} context
 * @param {boolean} isService
 * @param {readonly string[]} parts
 * @param {Incoming} incoming
 * @param {Answer} answer
 */
export async function handleBuckets({ sql, store }, isService, [id, action], incoming, answer) {
  const { method } = incoming;
  if (!id && method === "GET") {
    return sendJson(answer, 200, isService ? await sql`select * from storage.buckets order by name` : []);
  }
  if (!id && method === "POST") {
    const given = await readJson(incoming);
    if (!isService) return noRights(answer);
    const name = given.id ?? given.name;
    if (!/^[\w.-]+$/.test(name ?? "")) return fault(answer, 400, "InvalidRequest", "Bucket name invalid");
    const made =
      await sql`insert into storage.buckets (id, name, public) values (${name}, ${name}, ${given.public ?? false})
      on conflict do nothing returning id`;
    if (made.length === 0) return fault(answer, 409, "Duplicate", "The resource already exists");
    return sendJson(answer, 200, { name });
  }
  const [bucket] = isService ? await sql`select * from storage.buckets where id = ${id ?? ""}` : [];
  if (!bucket) return fault(answer, 404, "Bucket not found", "Bucket not found");
  if (method === "GET") return sendJson(answer, 200, bucket);
  if (method === "POST" && action === "empty") {
    await sql`delete from storage.objects where bucket_id = ${bucket.id}`;
    await store.remove([bucket.id]);
    return sendJson(answer, 200, { message: "Successfully emptied" });
  }
  if (method !== "DELETE") return sendJson(answer, 404, { message: "Not Found" });
  const held = await sql`select 1 from storage.objects where bucket_id = ${bucket.id} limit 1`;
  if (held.length > 0)
    return fault(answer, 409, "InvalidRequest", "The bucket you tried to delete is not empty");
  await sql`delete from storage.buckets where id = ${bucket.id}`;
  return sendJson(answer, 200, { message: "Successfully deleted" });
}

/**
 * @param {Context & { isService?: boolean, isPublic?: boolean }} context
 * @param {readonly string[]} parts
 * @param {Incoming} incoming
 * @param {Answer} answer
 */
export async function handleObjects(context, parts, incoming, answer) {
  const { sql, isService = false, isPublic = false } = context;
  const [first = "", ...names] = parts;
  const isList = first === "list";
  const [bucketId = ""] = isList ? names : [first];
  const name = names.join("/");
  const [bucket] = await sql`select * from storage.buckets where id = ${bucketId}`;
  if (!bucket || (isPublic && !bucket.public))
    return fault(answer, 404, "Bucket not found", "Bucket not found");
  const { method } = incoming;
  if (isList) return listObjects(sql, isService, bucketId, await readJson(incoming), answer);
  if (method === "POST" || method === "PUT") {
    return isService && !isPublic ? putObject(context, bucketId, name, incoming, answer) : noRights(answer);
  }
  if (method === "DELETE") {
    const wanted = name ? [name] : ((await readJson(incoming)).prefixes ?? []);
    return removeObjects(context, isService && !isPublic, { bucketId, wanted, isOne: name !== "" }, answer);
  }
  const [object] = isService || isPublic ? await find(sql, bucketId, name) : [];
  if (!object) return fault(answer, 404, "not_found", "Object not found");
  const { mimetype, size } = object.metadata;
  answer.writeHead(200, { "content-type": mimetype, "content-length": size });
  return answer.end(
    method === "HEAD" ? undefined : await context.store.read([bucketId, name, object.version]),
  );
}

/**
 * @param {import("./database.mjs").Sql} sql
 * @param {string} bucketId
 * @param {string} name
 */
const find = (sql, bucketId, name) =>
  sql`select * from storage.objects where bucket_id = ${bucketId} and name = ${name}`;

/**
 * @param {import("./database.mjs").Sql} sql
 * @param {boolean} isService
 * @param {string} bucketId
 * @param {{ prefix?: string, limit?: number }} asked
 * @param {Answer} answer
 */
async function listObjects(sql, isService, bucketId, { prefix = "", limit = 100 }, answer) {
  const found = isService
    ? await sql`select * from storage.objects where bucket_id = ${bucketId} and starts_with(name, ${prefix})
        order by name limit ${limit}`
    : [];
  return sendJson(answer, 200, found);
}

/**
 * @param {Context} context
 * @param {string} bucketId
 * @param {string} name
 * @param {Incoming} incoming
 * @param {Answer} answer
 */
async function putObject({ sql, store, limit }, bucketId, name, incoming, answer) {
  if (!name || name.split("/").includes(".."))
    return fault(answer, 400, "InvalidKey", `Invalid key: ${name}`);
  const { content, mimetype } = await readUpload(incoming);
  if (content.length > limit)
    return fault(answer, 413, "Payload too large", "The object exceeded the maximum allowed size");
  const isReplacing = incoming.method === "PUT" || incoming.headers["x-upsert"] === "true";
  const [before] = await find(sql, bucketId, name);
  if (before && !isReplacing) return fault(answer, 409, "Duplicate", "The resource already exists");
  const version = randomUUID();
  await store.write([bucketId, name, version], content);
  const metadata = JSON.stringify({ size: content.length, mimetype });
  const [object] = await sql`insert into storage.objects (bucket_id, name, version, metadata)
    values (${bucketId}, ${name}, ${version}, ${metadata}::text::jsonb)
    on conflict (bucket_id, name) do update set version = excluded.version, metadata = excluded.metadata, updated_at = now()
    returning id`;
  if (before) await store.remove([bucketId, name, before.version]);
  return sendJson(answer, 200, { Key: `${bucketId}/${name}`, Id: object?.id });
}

/** @param {Incoming} incoming */
async function readUpload(incoming) {
  const body = await readBody(incoming);
  const type = incoming.headers["content-type"] ?? "application/octet-stream";
  if (!type.startsWith("multipart/form-data")) return { content: body, mimetype: type };
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== "string");
  if (!file || typeof file === "string") return { content: Buffer.alloc(0), mimetype: type };
  return { content: Buffer.from(await file.arrayBuffer()), mimetype: file.type };
}

/**
 * @param {Context} context
 * @param {boolean} mayDelete
 * @param {{ bucketId: string, wanted: readonly string[], isOne: boolean }} asked
 * @param {Answer} answer
 */
async function removeObjects({ sql, store }, mayDelete, { bucketId, wanted, isOne }, answer) {
  const gone = mayDelete
    ? await sql`delete from storage.objects where bucket_id = ${bucketId} and name = any(${[...wanted]}) returning *`
    : [];
  for (const { name } of gone) await store.remove([bucketId, name]);
  if (!isOne) return sendJson(answer, 200, gone);
  if (gone.length === 0) return fault(answer, 404, "not_found", "Object not found");
  return sendJson(answer, 200, { message: "Successfully deleted" });
}
