import { describe, expect, it } from "vitest";
import { readKongFile } from "@/lib/stacks/supabase/import/kong-file";

const FILE = `
_format_version: '2.1'
consumers:
  - username: DASHBOARD
  - username: anon
    keyauth_credentials:
      - key: $SUPABASE_ANON_KEY
      - key: written-out
basicauth_credentials:
  - consumer: DASHBOARD
    username: '$DASHBOARD_USERNAME'
    password: '$DASHBOARD_PASSWORD'
  - consumer: DASHBOARD
    username: ann
    password: "p: \\"q\\" #1 $x"
  - consumer: DASHBOARD
    username: bob
    password: 12345
  - consumer: DASHBOARD
    username: ann
    password: again
services:
  - name: auth-v1-open
  - name: my-own-api
`;

describe("a kong.yml", () => {
  it("gives the users that it holds itself, keys written out, and services of one's own", () => {
    expect(readKongFile(FILE)).toEqual({
      users: [
        { username: "ann", password: 'p: "q" #1 $x' },
        { username: "bob", password: "12345" },
      ],
      keys: [{ consumer: "anon", key: "written-out" }],
      ownServices: ["my-own-api"],
      problems: ["The dashboard user ann is in the kong.yml twice; the first one is taken"],
    });
  });

  it.each([
    ["no YAML", "a: [unclosed secret-value"],
    ["another file", "- a\n- b"],
    ["users of another form", "basicauth_credentials: { a: secret-value }"],
  ])("that is %s is refused without a word of its content", (_, source) => {
    const { users, problems } = readKongFile(source);
    expect(users).toEqual([]);
    expect(problems).toEqual([expect.stringContaining("cannot be read")]);
    expect(JSON.stringify(problems)).not.toContain("secret-value");
  });

  it("that is left out gives nothing", () => {
    expect(readKongFile(" \n").problems).toEqual([]);
  });
});
