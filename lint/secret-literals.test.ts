import { describe, expect, it } from "vitest";
import { findSecretLiterals } from "@/lint/secret-literals";
import { sourceTree } from "@/lint/source-tree";

const TEST =
  /\.(?:test|spec|engine|sweep)\.|^e2e\/|test-support|\/fakes\/|-examples\.ts$|\.snap$|\.contract\./;

/** Looked at: signed with a secret that the test itself makes up; names of secrets; the name of a migration. */
const REVIEWED = new Set([
  "lib/keys/supabase-keys.test.ts has a signed token",
  "lib/stacks/supabase/connections.ts has a fixed value under the name of a secret",
  "lib/stacks/supabase/files/webhooks-sql.ts has a long random literal",
]);

describe("a secret in the source", () => {
  const key = ["-----BEGIN", "PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49AgEG"].join(" ");
  const planted: Readonly<Record<string, string>> = {
    "a private key": `const pem = "${key}"`,
    "an access key of AWS": `"AKIA${"ABCD".repeat(4)}"`,
    "a token of GitHub": `"ghp_${"a1".repeat(18)}"`,
    "a token of Slack": '"xoxb' + '-1234567890"',
    "a key of Stripe": `"sk_live_${"a1".repeat(8)}"`,
    "a key of Google": `"AIza${"a-Z0_".repeat(7)}"`,
    "a signed token": `"${["eyJhbGciOiJIUzI1NiJ9", "eyJyb2xlIjoiYW5vbiJ9", "x".repeat(20)].join(".")}"`,
    "a secret key of Supabase": `"sb_secret_${"a".repeat(22)}_${"b".repeat(8)}"`,
    "a fixed value under the name of a secret": 'const cookieSecret = "summer-2026";',
    "a long random literal": 'sign("q8Wm2ZrT5vXk9LpN4sBd7HfJ3aaW")',
  };
  it.each(Object.entries(planted))("is found: %s", (why, text) => {
    expect(findSecretLiterals(`first line\n${text}\n`, false)).toContainEqual(
      expect.objectContaining({ why, line: 2 }),
    );
  });

  it("is found as a weak default too", () => {
    expect(findSecretLiterals('env.NEXTAUTH_SECRET ?? "x"; password: "change-me"', false)).toHaveLength(1);
  });

  it("is not taken for one when it is a name, a hash or an alphabet", () => {
    const text = `secret: "adminPassword", token: \`\${made}12345678\`, "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY="
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"`;
    expect(findSecretLiterals(text, false)).toEqual([]);
  });

  it("is nowhere", () => {
    const files = sourceTree(["app", "components", "docker", "e2e", "lib", "lint", "prisma"]);
    const found = files.flatMap(({ path, text }) =>
      findSecretLiterals(text, TEST.test(path))
        .filter(({ why }) => !REVIEWED.has(`${path} has ${why}`))
        .map(({ line, why }) => `${path}:${line} has ${why}`),
    );
    expect(files.length).toBeGreaterThan(700);
    expect(found).toEqual([]);
  });
});
