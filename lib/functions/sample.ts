import { isSharedFolder } from "@/lib/functions/function-name";

/** What a new function begins with, by path: it answers at once, and shows how a body and a variable are read. */
export function sampleFiles(name: string): Readonly<Record<string, string>> {
  return isSharedFolder(name) ? { "answer.ts": SHARED } : { "index.ts": FUNCTION };
}

const FUNCTION = `// Answers at <the stack's address>/functions/v1/<this folder's name>.
// Every variable of the functions service is there: Deno.env.get("SUPABASE_URL").

Deno.serve(async (request) => {
  const given = request.method === "POST" ? await request.json().catch(() => ({})) : {};
  const name = typeof given?.name === "string" ? given.name : "world";
  return Response.json({ message: \`Hello, \${name}\` });
});
`;

const SHARED = `// Imported by functions: import { answer } from "../<this folder's name>/answer.ts";

export function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}
`;
