import { describe, expect, test } from "vitest";
import { type CodeLanguage, tokenizeLine } from "@/components/ui/code-tokens";

const spelled = (line: string, language: CodeLanguage) =>
  tokenizeLine(line, language)
    .map((token) => `${token.type}(${token.text})`)
    .join(" ");

describe("env", () => {
  test("name, value, masked value and comment", () => {
    expect(spelled('PUBLIC_URL="http://a:1/x=y"', "env")).toBe(
      'key(PUBLIC_URL) plain(=) string("http://a:1/x=y")',
    );
    expect(spelled('SECRET="••••"', "env")).toBe('key(SECRET) plain(=) string(") mask(••••) string(")');
    expect(spelled("# secrets", "env")).toBe("comment(# secrets)");
  });
});

describe("yaml", () => {
  test("keys, scalars, list items and flow collections", () => {
    expect(spelled("    image: directus/directus:12.4.1", "yaml")).toBe(
      "plain(    ) key(image) plain(: ) string(directus/directus:12.4.1)",
    );
    expect(spelled("services:", "yaml")).toBe("key(services) plain(:)");
    expect(spelled('      - "127.0.0.1:8055:8055/tcp"', "yaml")).toBe(
      'plain(      - ) string("127.0.0.1:8055:8055/tcp")',
    );
    expect(spelled("    mem_limit: 128m", "yaml")).toBe("plain(    ) key(mem_limit) plain(: ) number(128m)");
    expect(spelled("db: { condition: service_healthy }", "yaml")).toBe(
      "key(db) plain(: { ) key(condition) plain(: ) string(service_healthy) plain( })",
    );
    expect(spelled("  # why", "yaml")).toBe("comment(  # why)");
  });
});

describe("json", () => {
  test("keys apart from strings", () => {
    expect(spelled('  "iat": 1795210200,', "json")).toBe(
      'plain(  ) key("iat") plain(: ) number(1795210200) plain(,)',
    );
    expect(spelled('["a", true]', "json")).toBe('plain([) string("a") plain(, ) number(true) plain(])');
  });
});

test("the pieces are the line again, whatever it holds", () => {
  const odd = [
    "",
    " ",
    "- ",
    "-",
    "a: |",
    "test: [CMD-SHELL, \"echo '</script>' : {x}\"]",
    'x: {a: [1, \'b: c\', "d\\"e"], f:g}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an interpolation of Compose, not of ours
    "key with spaces: ${A:-b} # c",
    'A="un•••terminated',
    "=x",
    "\t💥: 'é",
    '{"a":"b\\"c","d":[1e9,null]}',
    "::: , ] }",
  ];
  for (const language of ["yaml", "env", "json", "text"] as const) {
    for (const line of odd) {
      expect(
        tokenizeLine(line, language)
          .map((token) => token.text)
          .join(""),
      ).toBe(line);
    }
  }
});
