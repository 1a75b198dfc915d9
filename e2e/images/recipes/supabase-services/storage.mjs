import postgres from "postgres";
import { requireDatabase } from "./database.mjs";
import { httpAddress, requireVariables, variable, wholeNumber } from "./environment.mjs";
import { bearerOf, pathOf, sendJson, serve } from "./http.mjs";
import { createObjectStore } from "./storage-files.mjs";
import { fault, handleBuckets, handleObjects } from "./storage-routes.mjs";
import { keySet, readToken, requireKey } from "./tokens.mjs";

const PORT = 5000;

/** Plays the storage service: buckets in the database, objects in the volume. Who is not the service role has no rights. */
export async function start() {
  requireVariables("TENANT_ID", "REGION", "GLOBAL_S3_BUCKET", "STORAGE_BACKEND");
  requireVariables("S3_PROTOCOL_ACCESS_KEY_ID", "S3_PROTOCOL_ACCESS_KEY_SECRET");
  httpAddress("POSTGREST_URL");
  httpAddress("STORAGE_PUBLIC_URL");
  const keys = keySet("AUTH_JWT_SECRET", "JWT_JWKS");
  requireKey("ANON_KEY", "anon", keys);
  requireKey("SERVICE_KEY", "service_role", keys);
  await requireDatabase(variable("DATABASE_URL"), "DATABASE_URL", ["storage"]);
  const store = await createObjectStore();
  const sql = postgres(variable("DATABASE_URL"), { max: 4, onnotice: () => {} });
  await sql`create table if not exists storage.buckets (id text primary key, name text not null unique,
    public boolean not null default false, created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`;
  await sql`create table if not exists storage.objects (id uuid primary key default gen_random_uuid(),
    bucket_id text not null references storage.buckets, name text not null, version text not null,
    metadata jsonb not null, created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(), unique (bucket_id, name))`;
  const context = { sql, store, limit: wholeNumber("FILE_SIZE_LIMIT", 52_428_800) };
  serve("Storage (stand-in)", PORT, (incoming, answer) => {
    const path = pathOf(incoming);
    if (path === "/status") return answer.writeHead(200).end();
    if (path === "/version") return answer.end("1.74.0");
    if (path.startsWith("/s3")) return handleS3(incoming, answer);
    const parts = path.split("/").slice(1).map(decodeURIComponent);
    if (parts[0] === "object" && parts[1] === "public") {
      return handleObjects({ ...context, isPublic: true }, parts.slice(2), incoming, answer);
    }
    const read = readToken(bearerOf(incoming), keys);
    if (!("claims" in read)) {
      const message =
        read.fault === "expired" ? '"exp" claim timestamp check failed' : "signature verification failed";
      return fault(answer, 403, "Unauthorized", message);
    }
    const isService = read.claims.role === "service_role";
    if (parts[0] === "bucket") return handleBuckets(context, isService, parts.slice(1), incoming, answer);
    if (parts[0] !== "object") return sendJson(answer, 404, { message: `Route ${path} not found` });
    const rest = parts[1] === "authenticated" ? parts.slice(2) : parts.slice(1);
    return handleObjects({ ...context, isService }, rest, incoming, answer);
  });
}

/**
 * @param {import("./http.mjs").Incoming} incoming
 * @param {import("./http.mjs").Answer} answer
 */
function handleS3(incoming, answer) {
  const key = /Credential=([^/,]+)\//.exec(incoming.headers.authorization ?? "")?.[1];
  const isKnown = key === process.env.S3_PROTOCOL_ACCESS_KEY_ID;
  answer.writeHead(isKnown ? 501 : 403, { "content-type": "application/xml" });
  answer.end(`<Error><Code>${isKnown ? "NotImplemented" : "InvalidAccessKeyId"}</Code></Error>`);
}
