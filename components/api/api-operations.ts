import { z } from "zod";
import { exampleOf, schemaText } from "@/components/api/schema-text";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/api/contract/token-scopes";

const content = z.record(z.string(), z.object({ schema: z.unknown() }));

const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  "x-access": z.enum(["public", "local", "viewer", "operator", "owner"]),
  "x-token-scope": z.enum([...TOKEN_SCOPES, "never"]),
  "x-fresh-password": z.union([z.string(), z.object({ whenFilled: z.string() })]).optional(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() }),
  ),
  requestBody: z.object({ content }).optional(),
  responses: z.object({ 200: z.object({ content }) }),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });
type Operation = z.output<typeof operation>;

/** One call of the API, as the page shows it. */
export type ApiOperation = {
  id: string;
  /** What it is about: the first part of its id. */
  noun: string;
  method: string;
  /** As programs call it. */
  path: string;
  summary: string;
  who: string;
  /** null: by people alone. */
  scope: TokenScope | null;
  query: string | null;
  body: string | null;
  answer: string;
  /** Of calls that take a token. */
  curl: string | null;
};

/**
 * The calls of an OpenAPI document of this panel. Those that are made on the server alone are left out.
 * @param url how programs reach the panel, without a trailing slash
 */
export function apiOperations(given: unknown, url: string): ApiOperation[] {
  const { paths } = document.parse(given);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, one]) =>
      one["x-access"] === "local" ? [] : [view(`/api${path}`, method.toUpperCase(), one, url)],
    ),
  );
}

function view(path: string, method: string, one: Operation, url: string): ApiOperation {
  const scope = one["x-token-scope"] === "never" ? null : one["x-token-scope"];
  const body = one.requestBody?.content["application/json"]?.schema;
  const query = one.parameters.filter((parameter) => parameter.in === "query");
  const [type = "", answer] = Object.entries(one.responses[200].content)[0] ?? [];
  return {
    ...{ id: one.operationId, method, path, summary: one.summary, scope },
    noun: one.operationId.split(".")[0] ?? one.operationId,
    who: whoWords(one),
    query: query.length === 0 ? null : query.map(parameterText).join("\n"),
    body: body === undefined ? null : schemaText(body),
    answer: type === "application/json" ? schemaText(answer?.schema) : streamWords(type, answer?.schema),
    curl: scope === null ? null : curlText(url + path, method, body),
  };
}

function parameterText({ name, required, schema }: Operation["parameters"][number]): string {
  return `${name}${required ? "" : "?"}: ${schemaText(schema)}`;
}

function streamWords(type: string, schema: unknown): string {
  return type === "application/x-ndjson" ? `lines of JSON, each\n${schemaText(schema)}` : `a file: ${type}`;
}

function whoWords(one: Operation): string {
  const { "x-access": access, "x-token-scope": scope, "x-fresh-password": fresh } = one;
  if (access === "public") return scope === "never" ? "anybody, without a token" : "every token";
  if (scope === "never") return `${access}, signed in; no token`;
  const sometimes = typeof fresh === "object" ? `, or secrets where ${fresh.whenFilled} is filled` : "";
  return `${access}, by a token with the scope ${scope}${sometimes}`;
}

/** In double quotes only the shell's own signs would be read: the address has none, and the body stands in single ones. */
function curlText(address: string, method: string, body: unknown): string {
  // Braces mean something else to curl.
  const filled = address.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} "${filled}"`,
    '  -H "Authorization: Bearer $SLIPWAY_TOKEN"',
  ];
  if (body !== undefined) {
    lines.push('  -H "Content-Type: application/json"', `  -d '${JSON.stringify(exampleOf(body) ?? {})}'`);
  }
  return lines.join(" \\\n");
}
