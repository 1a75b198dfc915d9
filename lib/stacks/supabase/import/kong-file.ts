import { parse } from "yaml";
import { z } from "zod";

export type DashboardUser = { username: string; password: string };

export type KongFile = {
  /** Written out in the file; the one that comes from the environment is not among them. */
  users: readonly DashboardUser[];
  /** Keys written out under a consumer (`anon`, `service_role`), where upstream has placeholders. */
  keys: readonly { consumer: string; key: string }[];
  /** Services that upstream's file does not have: their routes are not taken over. */
  ownServices: readonly string[];
  problems: readonly string[];
};

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const schema = z.object({
  basicauth_credentials: z.array(z.object({ username: text, password: text })).nullish(),
  consumers: z
    .array(
      z.object({ username: z.string(), keyauth_credentials: z.array(z.object({ key: text })).nullish() }),
    )
    .nullish(),
  services: z.array(z.object({ name: z.string() })).nullish(),
});

/** Services of every `kong.yml` that upstream has shipped: names, and the beginnings of names that later became more. */
const UPSTREAM_SERVICES =
  /^(auth-v1|rest-v1|graphql-v1|realtime-v1|storage-v1|functions-v1|analytics-v1|well-known-oauth|meta|mcp|dashboard)/;
const PLACEHOLDER = /^\$\{?\w+\}?$/;

const nothing: KongFile = { users: [], keys: [], ownServices: [], problems: [] };

/** Dashboard users, and what else a person may have put into upstream's `kong.yml`. */
export function readKongFile(source: string): KongFile {
  if (source.trim() === "") return nothing;
  const parsed = schema.safeParse(parsedYaml(source));
  if (!parsed.success) {
    return {
      ...nothing,
      problems: ["The kong.yml cannot be read: give the declarative file that Kong starts with"],
    };
  }
  const { basicauth_credentials, consumers, services } = parsed.data;
  const users = (basicauth_credentials ?? []).filter(
    ({ username, password }) => !isPlaceholder(username, password),
  );
  return {
    users: users.filter(
      ({ username }, index) => users.findIndex((one) => one.username === username) === index,
    ),
    keys: (consumers ?? []).flatMap(({ username, keyauth_credentials }) =>
      (keyauth_credentials ?? []).flatMap(({ key }) =>
        isPlaceholder(key) ? [] : [{ consumer: username, key }],
      ),
    ),
    ownServices: (services ?? []).map(({ name }) => name).filter((name) => !UPSTREAM_SERVICES.test(name)),
    problems: duplicates(users.map(({ username }) => username)).map(
      (name) => `The dashboard user ${name} is in the kong.yml twice; the first one is taken`,
    ),
  };
}

function isPlaceholder(...values: readonly string[]): boolean {
  return values.every((value) => PLACEHOLDER.test(value));
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** null for what is no YAML. */
function parsedYaml(source: string): unknown {
  try {
    // Its warnings would go to the log with lines of the file.
    return parse(source, { logLevel: "error" });
  } catch {
    // What is wrong with it would be shown with a line of the file, which may hold a password.
    return null;
  }
}
