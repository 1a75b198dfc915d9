import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directusDataChanges } from "@/lib/stacks/directus/data-changes";
import { directus } from "@/lib/stacks/directus/directus";
import type { SecretValues } from "@/lib/stacks/kind";
import { defaultSettings } from "@/lib/stacks/settings-schema";

const made = secretsForKind(directus, seededRandom("data"), new Date(0));

function input(secrets: SecretValues = {}, settings: { database?: "postgis" | "sqlite" } = {}) {
  const all = { ...made, ...secrets };
  return {
    name: "cms",
    settings: { ...defaultSettings(directus), ...settings },
    secrets: all,
    access: { mode: "private" as const },
  };
}

const changes = (before: ReturnType<typeof input>, after: ReturnType<typeof input>) =>
  directusDataChanges(before, after);

describe("Directus' data", () => {
  it("gets the new password of the database, and the old one again", () => {
    const [change, ...more] = changes(input(), input({ databasePassword: "new-password" }));
    expect(more).toEqual([]);
    expect(change).toMatchObject({ service: "database", title: "password of the role directus" });
    expect(change?.environment).toEqual({ PGOPTIONS: "-c slipway.password=new-password" });
    expect(change?.undo.environment).toEqual({ PGOPTIONS: `-c slipway.password=${made.databasePassword}` });
    expect(change?.undo.command).toEqual(change?.command);
    expect(change?.command[0]).toBe("psql");
    // The value is quoted by the server itself, as a literal.
    expect(change?.command.at(-1)).toContain(
      "password %L', current_user, current_setting('slipway.password'))",
    );
  });

  it("carries a value of any characters as one value", () => {
    const [change] = changes(input(), input({ databasePassword: "a -c b\\c='\"\td" }));
    expect(change?.environment.PGOPTIONS).toBe("-c slipway.password=a\\ -c\\ b\\\\c='\"\\\td");
  });

  it("is left alone by every other secret, and by a database that comes or goes", () => {
    const { databasePassword: _, ...others } = made;
    const all = Object.fromEntries(Object.keys(others).map((name) => [name, "x".repeat(40)]));
    expect(changes(input(), input(all))).toEqual([]);
    const sqlite = { database: "sqlite" as const };
    expect(changes(input(), input({ databasePassword: "new" }, sqlite))).toEqual([]);
    expect(changes(input({}, sqlite), input({ databasePassword: "new" }))).toEqual([]);
    expect(changes(input({}, sqlite), input({ databasePassword: "new" }, sqlite))).toEqual([]);
  });
});
