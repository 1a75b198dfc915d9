import { z } from "zod";
import type { RouteContract } from "@/lib/api/contract/route";
import { routes } from "@/lib/api/contract/routes";
import { errorView } from "@/lib/api/contract/views";

type Json = Record<string, unknown>;

/**
 * The API as an OpenAPI 3.1 document, drawn from the route contracts.
 * Source: https://spec.openapis.org/oas/v3.1.1.html; its schemas are JSON Schema 2020-12.
 */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [id, route] of Object.entries<RouteContract>(routes)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(id, route) };
  }
  return {
    openapi: "3.1.1",
    info: { title: "Slipway", version },
    servers: [{ url: "/api", description: "The panel's own address" }],
    paths,
    components: {
      schemas: { Error: schemaOf(errorView, "output") },
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token of Settings › API tokens: slipway_ and 43 characters",
        },
      },
    },
  };
}

function operation(id: string, route: RouteContract): Json {
  return {
    operationId: id,
    summary: route.summary,
    tags: [id.split(".")[0]],
    "x-access": route.access,
    "x-token-scope": route.token,
    ...(route.fresh === undefined ? {} : { "x-fresh-password": route.fresh }),
    // What is never done by a token is done by people, on pages that have a session.
    security: route.token === "never" ? [] : [{ token: [] }],
    parameters: [...parameters("path", route.params), ...parameters("query", route.query)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { content: { "application/json": { schema: schemaOf(route.body, "input") } } } }),
    responses: {
      200: { description: "Done", content: answerContent(route) },
      default: {
        description: "Refused or failed",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function answerContent({ response }: RouteContract): Json {
  if ("json" in response) return { "application/json": { schema: schemaOf(response.json, "output") } };
  // One line of the stream; OpenAPI 3.1 has no word for a sequence of JSON documents.
  if ("lines" in response) return { "application/x-ndjson": { schema: schemaOf(response.lines, "output") } };
  if ("text" in response) return { [response.text]: { schema: { type: "string" } } };
  return { [response.file]: { schema: { type: "string", format: "binary" } } };
}

function parameters(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties, required } = schemaOf(schema, "input");
  const needed = Array.isArray(required) ? required : [];
  return Object.entries((properties ?? {}) as Json).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || needed.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
