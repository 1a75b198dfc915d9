import { describe, expect, it } from "vitest";
import { encodeEnvValue, envFile, environmentProblem, MASK, maskedEnvFile } from "@/lib/stacks/env-file";

describe("encodeEnvValue", () => {
  it.each([
    ["", '""'],
    ["plain", '"plain"'],
    ["$", '"\\$"'],
    ["$$", '"\\$\\$"'],
    ["#", '"#"'],
    ["'", '"\'"'],
    ['"', '"\\""'],
    ["`", '"`"'],
    ["\\", '"\\\\"'],
    ["\\n", '"\\\\n"'],
    ["\n", '"\\n"'],
    ["\r\n", '"\\r\\n"'],
    ["\t", '"\t"'],
    ["=", '"="'],
    ["  outer  ", '"  outer  "'],
    ['{"a":"$b"}', '"{\\"a\\":\\"\\$b\\"}"'],
    ["é 漢 🚢 \u2028", '"é 漢 🚢 \u2028"'],
  ])("writes %j", (value, text) => {
    expect(encodeEnvValue(value)).toBe(text);
  });
});

describe("envFile", () => {
  it("sorts by name and ends every line", () => {
    expect(envFile({ B: "2", A: "1", _C: "" })).toBe('A="1"\nB="2"\n_C=""\n');
  });

  it("keeps a value of several lines on one line", () => {
    expect(envFile({ KEY: "one\ntwo" }).split("\n")).toHaveLength(2);
  });

  it("names every variable that cannot be written", () => {
    const env = { A: "x\0y", B: "fine", C: "z".repeat(131_072), D: "\ud800", "E-F": "" };
    expect(() => envFile(env)).toThrow(
      expect.objectContaining({
        code: "settings-invalid",
        details: {
          issues: ["A", "C", "D", "E-F"].map((field) => ({ field, message: expect.stringContaining(field) })),
        },
      }),
    );
  });
});

describe("environmentProblem", () => {
  it("draws the line at 131,072 bytes with name, equals sign and final NUL", () => {
    expect(environmentProblem("NAME", "x".repeat(131_072 - 6))).toBeUndefined();
    expect(environmentProblem("NAME", "x".repeat(131_072 - 5))).toContain("NAME is too long");
    expect(environmentProblem("NAME", "é".repeat(65_536))).toContain("NAME is too long");
  });
});

describe("maskedEnvFile", () => {
  it("masks the values of the given names only", () => {
    expect(maskedEnvFile({ A: "1", B: "hidden" }, ["B"])).toBe(`A="1"\nB="${MASK}"\n`);
  });
});
