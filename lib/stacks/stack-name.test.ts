import { describe, expect, it } from "vitest";
import { assertStackName, proposeStackName, stackNameProblem } from "@/lib/stacks/stack-name";

describe("stackNameProblem", () => {
  it.each(["a", "directus", "directus-2", "2nd-shop", "x".repeat(40)])("takes %s", (name) => {
    expect(stackNameProblem(name)).toBeUndefined();
  });

  it.each(["", "Directus", "a_b", "a b", "-a", "a-", "x".repeat(41), "new", "slipway", "a/b", "ä", "a\n"])(
    "refuses %j",
    (name) => {
      expect(stackNameProblem(name)).toBeDefined();
      expect(() => assertStackName(name)).toThrow(expect.objectContaining({ code: "name-invalid" }));
    },
  );
});

describe("proposeStackName", () => {
  it("takes the first free number", () => {
    expect(proposeStackName("directus", [])).toBe("directus");
    expect(proposeStackName("directus", ["directus"])).toBe("directus-2");
    expect(proposeStackName("directus", ["directus", "directus-2", "directus-4"])).toBe("directus-3");
  });
});
