import { describe, expect, it } from "vitest";
import { inspectToken } from "@/lib/keys/inspect-token";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Kind } from "@/lib/stacks/kind";
import { isKindId, kindById, kinds } from "@/lib/stacks/registry";
import { defaultSettings, readSettings } from "@/lib/stacks/settings-schema";
import { exampleCases, NOW, rendered } from "@/lib/stacks/test-support/rendered-examples";
import { validatedSettings } from "@/lib/stacks/validated-settings";

describe("the registry", () => {
  it("knows each kind by its own id and refuses others", () => {
    for (const [id, kind] of Object.entries(kinds)) expect(kind.id).toBe(id);
    expect(isKindId("toString")).toBe(false);
    expect(() => kindById("toString")).toThrow(expect.objectContaining({ code: "kind-unknown" }));
  });
});

describe.each(Object.entries(kinds))("kind %s: its declaration", (id, declared) => {
  const kind: Kind = declared;
  const fields = Object.entries(kind.settings);
  const conditional = [...fields, ...Object.entries(kind.secrets)];

  it("has defaults that its own schema and check accept", () => {
    const secrets = secretsForKind(kind, seededRandom(id), NOW);
    expect(readSettings(kind, {}).issues).toEqual([]);
    expect(validatedSettings(kind, {}, secrets)).toEqual(defaultSettings(kind));
    expect(kind.warnings(defaultSettings(kind), { mode: "private" })).toEqual([]);
  });

  it("offers the versions that it lists, and a tested one first", () => {
    const { version } = kind.settings;
    if (version?.type !== "choice") throw new Error("a kind lets its version be chosen");
    expect(version.options.map(({ value }) => value)).toEqual(kind.versions.map((one) => one.id));
    expect(kind.versions.find((one) => one.id === version.default)?.tested).toBe(true);
  });

  it("puts every field and secret under a topic that exists, with a label", () => {
    for (const [, { topic, label }] of conditional) {
      expect(Object.keys(kind.topics)).toContain(topic);
      expect(label.trim()).not.toBe("");
    }
    const used = new Set(conditional.map(([, { topic }]) => topic));
    expect([...used].sort()).toEqual(Object.keys(kind.topics).sort());
  });

  it("hangs fields only on fields and values that exist", () => {
    for (const [key, { when }] of conditional) {
      if (when === undefined) continue;
      const field = kind.settings[when.field];
      const values =
        field?.type === "choice"
          ? field.options.map(({ value }) => value)
          : field?.type === "boolean"
            ? [true, false]
            : [];
      expect(values, key).toContain(when.is);
      expect(key).not.toBe(when.field);
    }
  });

  it("names each variable once", () => {
    const names = conditional.flatMap(([, { variable }]) => (variable === undefined ? [] : [variable]));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("says what happens when a secret changes", () => {
    for (const { consequence } of Object.values(kind.secrets)) expect(consequence).toMatch(/\.$/);
  });

  it("backs up volumes that it has, each mounted to be written by some service", () => {
    const { coldBackup } = kind;
    if (coldBackup === undefined) return;
    expect(coldBackup.note).toMatch(/\.$/);
    const { leaveOut = {}, secretsIn = {} } = coldBackup;
    expect(coldBackup.volumes).toEqual(
      expect.arrayContaining([...Object.keys(leaveOut), ...Object.keys(secretsIn)]),
    );
    expect(Object.keys(kind.secrets)).toEqual(expect.arrayContaining(Object.values(secretsIn).flat()));
    const examples = exampleCases.filter((one) => one.kind.id === id);
    const mounts = examples.flatMap(({ example }) =>
      Object.values(rendered(kind, example).project.services).flatMap(({ volumes = [] }) => volumes),
    );
    const written = mounts.filter((mount) => mount.type === "volume" && mount.readOnly !== true);
    for (const key of coldBackup.volumes) expect(written.map(({ source }) => source)).toContain(key);
  });

  it("names files of secrets once each, without a folder, and those made by it alone", () => {
    const files = Object.values(kind.secrets).flatMap(({ file, recipe }) =>
      file === undefined ? [] : [{ file, type: recipe.type }],
    );
    expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
    for (const { file, type } of files)
      expect([file, type]).toEqual([expect.stringMatching(/^[\w.-]+$/), "made"]);
  });

  it("signs tokens that say whom they are for, and that its own key confirms", async () => {
    if (kind.tokens === undefined) return;
    const { issuer, mint, explanation } = kind.tokens;
    expect(explanation).toMatch(/\.$/);
    const wanted = { issuer, subject: "bob", expiresAt: new Date(NOW.getTime() + 60_000) };
    const { token, checkedBy } = mint(secretsForKind(kind, seededRandom(id), NOW), wanted, NOW);
    expect(await inspectToken(token, checkedBy, NOW)).toMatchObject({
      signature: { state: "valid" },
      time: { state: "valid" },
      payload: { iss: issuer, sub: "bob" },
    });
    const others = mint(secretsForKind(kind, seededRandom(`${id} elsewhere`), NOW), wanted, NOW);
    expect(await inspectToken(token, others.checkedBy, NOW)).toMatchObject({
      signature: { state: "invalid" },
    });
    const nobody = { ...wanted, subject: "" };
    expect(() => mint(secretsForKind(kind, seededRandom(id), NOW), nobody, NOW)).toThrow(
      expect.objectContaining({ code: "input-invalid" }),
    );
  });

  it("has probes with ids of their own", () => {
    const ids = kind.probes.map((probe) => probe.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
