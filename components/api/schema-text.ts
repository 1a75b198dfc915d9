type Json = Readonly<Record<string, unknown>>;

const STEP = "  ";
/** Longer choices stand one below the other. */
const LINE = 100;

/**
 * A JSON Schema as people read it: `{ name: string, role?: "viewer" | "owner" }`. What it leaves out, as lengths and
 * patterns, the OpenAPI document has.
 */
export function schemaText(schema: unknown, indent = ""): string {
  if (!isJson(schema)) return "any";
  const choices = listOf(schema.anyOf) ?? listOf(schema.oneOf);
  if (choices !== null) return unionText(unique(choices.map((choice) => schemaText(choice, indent))), indent);
  if ("const" in schema) return JSON.stringify(schema.const);
  const values = listOf(schema.enum);
  if (values !== null)
    return unionText(
      values.map((value) => JSON.stringify(value)),
      indent,
    );
  switch (schema.type) {
    case "object":
      return objectText(schema, indent);
    case "array":
      return arrayText(schemaText(schema.items, indent));
    case "string":
      return typeof schema.format === "string" ? `string (${schema.format})` : "string";
    default:
      return typeof schema.type === "string" ? schema.type : "any";
  }
}

function objectText(schema: Json, indent: string): string {
  const properties = isJson(schema.properties) ? Object.entries(schema.properties) : [];
  if (properties.length === 0) {
    const { additionalProperties: values } = schema;
    return isJson(values) ? `{ [name]: ${schemaText(values, indent)} }` : "{}";
  }
  const needed = listOf(schema.required) ?? [];
  const inner = indent + STEP;
  const lines = properties.map(
    ([name, value]) => `${inner}${name}${needed.includes(name) ? "" : "?"}: ${schemaText(value, inner)}`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function unionText(texts: readonly string[], indent: string): string {
  const line = texts.join(" | ");
  if (line.length <= LINE || line.includes("\n")) return line;
  return texts.map((text) => `\n${indent}${STEP}| ${text}`).join("");
}

function arrayText(item: string): string {
  return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

/** The least that a body of this form needs, for an example. */
export function exampleOf(schema: unknown): unknown {
  if (!isJson(schema)) return {};
  if ("default" in schema) return schema.default;
  if ("const" in schema) return schema.const;
  const [choice] = listOf(schema.anyOf) ?? listOf(schema.oneOf) ?? [];
  if (choice !== undefined) return exampleOf(choice);
  const [value] = listOf(schema.enum) ?? [];
  if (value !== undefined) return value;
  if (schema.type === "object") {
    const properties = isJson(schema.properties) ? schema.properties : {};
    const needed = (listOf(schema.required) ?? []).filter((name) => typeof name === "string");
    const given = needed.filter((name) => !isOptional(properties[name]));
    return Object.fromEntries(given.map((name) => [name, exampleOf(properties[name])]));
  }
  const examples: Json = { array: [], string: "…", integer: 1, number: 1, boolean: true };
  return typeof schema.type === "string" ? (examples[schema.type] ?? null) : null;
}

function isOptional(schema: unknown): boolean {
  return isJson(schema) && "default" in schema;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
