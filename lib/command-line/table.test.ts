import { expect, it } from "vitest";
import { table } from "@/lib/command-line/table";

it("aligns columns and leaves no space at the end of a line", () => {
  expect(
    table(
      ["NAME", "STATE"],
      [
        ["cms", "running"],
        ["a-longer-name", ""],
      ],
    ),
  ).toBe(["NAME           STATE", "cms            running", "a-longer-name"].join("\n"));
});
