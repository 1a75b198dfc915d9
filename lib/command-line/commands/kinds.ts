import type { Command } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import type { Kind } from "@/lib/stacks/kind";
import { kindById, kinds } from "@/lib/stacks/registry";
import type { SettingField } from "@/lib/stacks/settings";

export const kindsCommand: Command = {
  usage: "[KIND] [--json]",
  summary: "Lists what can be deployed; with a kind, its settings for “slipway render --set” and its secrets",
  options: {},
  help: [],
  async run({ positionals, json, print }) {
    const [id] = positionals;
    const shown: Kind[] = id === undefined ? Object.values(kinds) : [kindById(id)];
    if (json) print(JSON.stringify({ kinds: shown.map(kindData) }, null, 2));
    else print(shown.map(id === undefined ? kindLine : kindText).join("\n"));
    return EXIT_OK;
  },
};

function kindData({ id, title, summary, topics, versions, settings, secrets }: Kind) {
  return { id, title, summary, topics, versions, settings, secrets };
}

function kindLine(kind: Kind): string {
  const versions = kind.versions.map(({ id, tested }) => (tested ? id : `${id} (not tested)`)).join(", ");
  return `${kind.id}  ${kind.title}: ${kind.summary}. Versions: ${versions}`;
}

function kindText(kind: Kind): string {
  const topics = Object.entries(kind.topics).flatMap(([topic, title]) => [
    "",
    title,
    ...Object.entries(kind.settings)
      .filter(([, field]) => field.topic === topic)
      .map(([key, field]) => `  ${key}=${defaultText(field)}  ${field.label}${choices(field)}`),
  ]);
  const secrets = Object.entries(kind.secrets).map(
    ([name, { label, recipe }]) =>
      `  ${name}  ${label} (${recipe.type === "provided" ? "yours" : "generated"})`,
  );
  return [kindLine(kind), ...topics, "", "Secrets", ...secrets].join("\n");
}

function defaultText(field: SettingField): string {
  return field.type === "variables" ? "(none)" : String(field.default);
}

function choices(field: SettingField): string {
  return field.type === "choice" ? ` [${field.options.map(({ value }) => value).join(" | ")}]` : "";
}
