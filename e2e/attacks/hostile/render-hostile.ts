import assert from "node:assert/strict";
import { parse } from "yaml";
import { environmentProblem } from "@/lib/stacks/env-file";
import type { Kind, SecretValues } from "@/lib/stacks/kind";
import { kindExamples } from "@/lib/stacks/kind-examples";
import { type RenderedStack, renderStack } from "@/lib/stacks/render-stack";
import type { Settings } from "@/lib/stacks/settings";
import { textProblem } from "@/lib/stacks/text-problem";
import { settingsIssues } from "@/lib/stacks/validated-settings";

export type HostileRender = { benign: RenderedStack; hostile: RenderedStack; fields: string[] };

type Base = { kind: Kind; settings: Settings; secrets: SecretValues };

/** A definition with every feature on, so that as many fields as possible matter. */
export function fullDefinition(kind: Kind): Base {
  const example = kindExamples.directus["every feature"];
  const isDirectus = kind.id === "directus" && example !== undefined;
  const given = Object.entries(kind.secrets).filter(([, { recipe }]) => recipe.type === "provided");
  const made = Object.entries(kind.secrets).filter(([, { recipe }]) => recipe.type !== "provided");
  return {
    kind,
    settings: settingsIssues(kind, isDirectus ? example.settings : {}, {}).settings,
    secrets: {
      ...Object.fromEntries(made.map(([name]) => [name, "harmless".repeat(6)])),
      ...Object.fromEntries(given.map(([name]) => [name, "benign"])),
    },
  };
}

/**
 * The value in every field and secret that takes it, and beside it the same definition as it was.
 * @param without fields that keep what they have
 */
export function renderHostile(base: Base, value: string, without: readonly string[] = []): HostileRender {
  const { kind } = base;
  const settings: Record<string, Settings[string]> = { ...base.settings };
  const secrets: Record<string, string> = { ...base.secrets };
  const fields: string[] = [];
  for (const [name, field] of Object.entries(kind.settings)) {
    if (without.includes(name)) continue;
    const takes =
      field.type === "text" && base.settings[name] !== "" && textProblem(field, value, true) === undefined;
    if (takes && value !== "") {
      settings[name] = value;
      fields.push(name);
    }
    if (field.type === "variables") {
      settings[name] = [{ name: "FREE", value: "benign" }];
      const candidate = { ...settings, [name]: [{ name: "FREE", value }] };
      if (!hasIssue(kind, candidate, secrets, name)) {
        settings[name] = candidate[name] ?? [];
        fields.push(name);
      }
    }
  }
  for (const [name, { recipe }] of Object.entries(kind.secrets)) {
    if (
      recipe.type !== "provided" ||
      value === "" ||
      environmentProblem(name, value) !== undefined ||
      hasIssue(kind, settings, { ...secrets, [name]: value }, name)
    )
      continue;
    secrets[name] = value;
    fields.push(name);
  }
  // What only shows together: the field that is named keeps what it had.
  for (const { field } of settingsIssues(kind, settings, secrets).issues) {
    const name = nameOf(field);
    if (name in settings) settings[name] = base.settings[name] ?? "";
    if (name in secrets) secrets[name] = "benign";
    fields.splice(fields.indexOf(name), fields.includes(name) ? 1 : 0);
  }
  const free = Object.entries(kind.settings).find(([, { type }]) => type === "variables")?.[0];
  const same = {
    ...base.settings,
    ...(free !== undefined && { [free]: [{ name: "FREE", value: "benign" }] }),
  };
  return { benign: render(kind, same, base.secrets), hostile: render(kind, settings, secrets), fields };
}

function hasIssue(kind: Kind, settings: Settings, secrets: SecretValues, name: string): boolean {
  return settingsIssues(kind, settings, secrets).issues.some(({ field }) => nameOf(field) === name);
}

/** Of the setting or the secret. */
function nameOf(field: string): string {
  const [first = "", second = ""] = field.split(".");
  return first === "secrets" || first === "settings" ? second : first;
}

function render(kind: Kind, settings: Settings, secrets: SecretValues): RenderedStack {
  const { settings: valid, issues } = settingsIssues(kind, settings, secrets);
  assert.deepEqual(issues, [], "a definition that should be right");
  return renderStack({
    kind,
    stackId: "attacked",
    name: "attacked",
    settings: valid,
    secrets,
    access: { mode: "private" },
  });
}

/** Same services, volumes, keys and constants: what a person typed stands in `.env` alone, each value in its own entry. */
export function assertSameStructure({ benign, hostile, fields }: HostileRender, value: string): void {
  const [wanted, got] = [benign, hostile].map(({ composeYaml }) => parse(composeYaml, { maxAliasCount: 0 }));
  assert.deepEqual(
    withoutImages(got),
    withoutImages(wanted),
    `compose.yaml with ${JSON.stringify(value)} in ${fields}`,
  );
  for (const [name, service] of Object.entries<{ image: string }>(got.services)) {
    const { image } = service;
    const meant = hostile.project.services[name]?.image;
    assert.equal(
      image.replaceAll("$$", () => "$"),
      meant,
      `the image of ${name}`,
    );
  }
  const entries = hostile.envFile.split("\n").slice(0, -1);
  assert.deepEqual(
    entries.map((entry) => /^([A-Z_a-z0-9]+)="(?:[^"\\$]|\\.)*"$/s.exec(entry)?.[1]),
    Object.keys(benign.project.env).sort(),
    `.env with ${JSON.stringify(value)} in ${fields}`,
  );
}

/** The kind of tests lets an image be typed, which then stands in the file: compared by itself. */
function withoutImages(document: { services: Record<string, object> }): unknown {
  return {
    ...document,
    services: Object.fromEntries(
      Object.entries(document.services).map(([name, service]) => [name, { ...service, image: "" }]),
    ),
  };
}
