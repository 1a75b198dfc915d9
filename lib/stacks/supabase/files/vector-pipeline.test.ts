import { expect, it } from "vitest";
import { parse } from "yaml";
import { vectorPipeline } from "@/lib/stacks/supabase/files/vector-pipeline";

type Node = { type: string; inputs?: string[]; route?: Record<string, string>; source?: string };
type Pipeline = {
  sources: { docker_host: { include_labels: string[] } };
  transforms: Record<string, Node>;
  sinks: Record<string, Node & { uri: string; request: { headers: Record<string, string> } }>;
};

const text = vectorPipeline();
const pipeline: Pipeline = parse(text);

it("reads the containers of its own project alone", () => {
  expect(pipeline.sources.docker_host.include_labels).toEqual([
    `com.docker.compose.project=${ownVariable("COMPOSE_PROJECT")}`,
  ]);
});

it("sends each service to the source that Studio asks for", () => {
  const sources = Object.values(pipeline.sinks).map(({ uri }) =>
    new URL(uri).searchParams.get("source_name"),
  );
  expect(sources).toEqual([
    "gotrue.logs.prod",
    "realtime.logs.prod",
    "postgREST.logs.prod",
    "postgres.logs",
    "deno-relay-logs",
    "storage.logs.prod.2",
    "cloudflare.logs.prod",
  ]);
});

it("has every input that a transform or a sink names", () => {
  const { router } = pipeline.transforms;
  const outputs = new Set([
    ...Object.keys(pipeline.sources),
    ...Object.keys(pipeline.transforms),
    ...Object.keys(router?.route ?? {}).map((route) => `router.${route}`),
  ]);
  const inputs = [...Object.values(pipeline.transforms), ...Object.values(pipeline.sinks)].flatMap(
    (node) => node.inputs ?? [],
  );
  expect(inputs.filter((input) => !outputs.has(input))).toEqual([]);
  expect(inputs.length).toBeGreaterThan(15);
});

it("has no dollar but those of the token and of the project, which Vector reads from its environment", () => {
  const token = ownVariable("LOGFLARE_PUBLIC_ACCESS_TOKEN");
  for (const { request } of Object.values(pipeline.sinks)) {
    expect(request.headers["x-api-key"]).toBe(token);
  }
  const rest = text.replaceAll(token, "").replace(ownVariable("COMPOSE_PROJECT"), "");
  expect(rest).not.toContain("$");
});

function ownVariable(name: string): string {
  return "$".concat(`{${name}?${name} is needed}`);
}
