import { z } from "zod";
import type { RouteContract } from "@/lib/api/contract/route";
import { type RouteId, routes } from "@/lib/api/contract/routes";

type Json = Record<string, unknown>;
type Part = "params" | "query" | "body";
type Step = string | typeof KEY | typeof ITEM;

/** Stands for the name of an entry of a record, and for an element of a list. */
const KEY = Symbol("key");
const ITEM = Symbol("item");

/** A place of a call where a text goes: found in the contract, so that a new route is attacked without anybody's doing. */
export type Slot = {
  route: RouteId;
  part: Part;
  path: readonly Step[];
  /** The name of an entry, not its value. */
  isKey: boolean;
  name: string;
};

export type CallInput = Record<Part, Json>;

/** Every place of a route where a text goes, numbers in addresses among them. */
export function slotsOf(id: RouteId): Slot[] {
  return (["params", "query", "body"] as const).flatMap((part) =>
    textsIn(schemaOf(id, part), []).map(({ path, isKey }) => ({
      route: id,
      part,
      path,
      isKey,
      name: `${id} ${part}${path.map(wordOf).join("")}${isKey ? " as a name" : ""}`,
    })),
  );
}

/** A call as it should be, but for the text at one place. @param benign what stands at the others, by their name */
export function callWith(slot: Slot, value: string, benign: Readonly<Json>): CallInput {
  const input = { params: {}, query: {}, body: {} };
  for (const part of ["params", "query", "body"] as const) {
    const inside = part === slot.part ? slot : null;
    Object.assign(input, { [part]: sample(schemaOf(slot.route, part), inside, 0, value, benign, "") ?? {} });
  }
  return input;
}

function schemaOf(id: RouteId, part: Part): Json {
  const schema = (routes[id] as RouteContract)[part];
  return schema === undefined ? {} : z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

function textsIn(schema: Json, path: readonly Step[]): { path: readonly Step[]; isKey: boolean }[] {
  const found = alternatives(schema).flatMap((one) => textsIn(one, path));
  const isText = schema.type === "string" || (path.length > 0 && path[0] !== undefined && isAny(schema));
  if (isText) found.push({ path, isKey: false });
  if (schema.type === "integer" && path.length === 1) found.push({ path, isKey: false });
  for (const [name, inner] of entriesOf(schema.properties)) found.push(...textsIn(inner, [...path, name]));
  if (isObject(schema.items)) found.push(...textsIn(schema.items, [...path, ITEM]));
  if (isObject(schema.additionalProperties)) {
    found.push({ path, isKey: true }, ...textsIn(schema.additionalProperties, [...path, KEY]));
  }
  const seen = new Set<string>();
  return found.filter(({ path: at, isKey }) => {
    const word = `${at.map(wordOf).join("")}${isKey}`;
    if (seen.has(word)) return false;
    seen.add(word);
    return true;
  });
}

/** The smallest value that fits a schema, with the text where the slot says. */
function sample(
  schema: Json,
  slot: Slot | null,
  depth: number,
  value: string,
  benign: Readonly<Json>,
  name: string,
): unknown {
  const step = slot?.path[depth];
  if (slot !== null && depth === slot.path.length) return slot.isKey ? { [value]: "x" } : value;
  const options = alternatives(schema);
  if (options.length > 0) {
    const fit = options.find((one) =>
      slot === null ? one.type !== "null" : leadsTo(one, slot.path.slice(depth)),
    );
    return sample(fit ?? options[0] ?? {}, slot, depth, value, benign, name);
  }
  if (schema.type === "object") {
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    const made = Object.fromEntries(
      entriesOf(schema.properties)
        .filter(([key]) => required.has(key) || key === step || key in benign)
        .map(([key, inner]) => [
          key,
          sample(inner, key === step ? slot : null, depth + 1, value, benign, key),
        ]),
    );
    if (step !== KEY || !isObject(schema.additionalProperties)) return made;
    const inner = sample(schema.additionalProperties, slot, depth + 1, value, benign, name);
    return { [String(benign[`${name}.*`] ?? "x")]: inner };
  }
  if (schema.type === "array") {
    return step === ITEM
      ? [sample(isObject(schema.items) ? schema.items : {}, slot, depth + 1, value, benign, name)]
      : [];
  }
  if (name in benign) return benign[name];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if ("const" in schema) return schema.const;
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type === "boolean") return false;
  return schema.type === "null" ? null : "benign";
}

function leadsTo(schema: Json, path: readonly Step[]): boolean {
  const [step] = path;
  if (step === undefined)
    return schema.type === "string" || isObject(schema.additionalProperties) || isAny(schema);
  if (alternatives(schema).some((one) => leadsTo(one, path))) return true;
  if (step === ITEM) return isObject(schema.items) && leadsTo(schema.items, path.slice(1));
  if (step === KEY)
    return isObject(schema.additionalProperties) && leadsTo(schema.additionalProperties, path.slice(1));
  const inner = entriesOf(schema.properties).find(([name]) => name === step)?.[1];
  return inner !== undefined && (path.length === 1 || leadsTo(inner, path.slice(1)));
}

function alternatives(schema: Json): Json[] {
  return ["anyOf", "oneOf", "allOf"].flatMap((word) => {
    const list = schema[word];
    return Array.isArray(list) ? list.filter(isObject) : [];
  });
}

function entriesOf(value: unknown): [string, Json][] {
  return isObject(value)
    ? Object.entries(value).filter((entry): entry is [string, Json] => isObject(entry[1]))
    : [];
}

/** Says nothing of what it takes: an instant, a number out of an address. */
function isAny(schema: Json): boolean {
  return Object.keys(schema).every((key) => key === "default" || key === "description" || key === "$schema");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wordOf(step: Step): string {
  if (step === KEY) return ".*";
  return step === ITEM ? "[]" : `.${String(step)}`;
}
