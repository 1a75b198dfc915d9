import { expect, it } from "vitest";
import { z } from "zod";
import { exampleOf, schemaText } from "@/components/api/schema-text";

const schema = z.toJSONSchema(
  z.object({
    role: z.enum(["viewer", "owner"]),
    at: z.iso.datetime().nullable(),
    ports: z.array(z.object({ host: z.number().int() })),
    state: z.array(z.enum(["on", "off"])),
    values: z.record(z.string(), z.string()),
    kind: z.literal("directus"),
    note: z.string().default(""),
    tail: z.boolean().optional(),
  }),
  { io: "input" },
);

it("writes a schema as people read it", () => {
  expect(schemaText(schema)).toBe(`{
  role: "viewer" | "owner"
  at: string (date-time) | null
  ports: {
    host: integer
  }[]
  state: ("on" | "off")[]
  values: { [name]: string }
  kind: "directus"
  note?: string
  tail?: boolean
}`);
  const long = ["a", "b", "c"].map((letter) => letter.repeat(40));
  expect(schemaText({ enum: long })).toBe(long.map((text) => `\n  | "${text}"`).join(""));
  expect([schemaText({}), schemaText(true), schemaText({ type: "object" })]).toEqual(["any", "any", "{}"]);
});

it("makes the least that a body needs", () => {
  expect(exampleOf(schema)).toEqual({
    ...{ role: "viewer", at: "…", ports: [], state: [], values: {}, kind: "directus" },
  });
});
