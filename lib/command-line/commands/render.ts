import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { ACCESS_USAGE, accessOption } from "@/lib/command-line/access-options";
import { type Command, type CommandInput, optionText, optionTexts } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { readProvidedSecrets } from "@/lib/command-line/provided-secrets";
import { writeRenderedFolder } from "@/lib/command-line/rendered-folder";
import { PanelError } from "@/lib/errors";
import { removalIssues, secretsForKind } from "@/lib/keys/secrets-for-kind";
import { kindById } from "@/lib/stacks/registry";
import { renderStack } from "@/lib/stacks/render-stack";
import { readAssignments } from "@/lib/stacks/setting-assignments";
import { settingsIssues } from "@/lib/stacks/validated-settings";

export const renderCommand: Command = {
  usage: `<kind> --out DIR [--name N] [--set key=value]… [--secrets FILE] ${ACCESS_USAGE} [--registry R] [--json]`,
  summary: "Writes the compose.yaml and .env of a new stack, with fresh secrets, into a folder",
  options: {
    name: { type: "string" },
    set: { type: "string", multiple: true },
    secrets: { type: "string" },
    access: { type: "string" },
    host: { type: "string" },
    domain: { type: "string", multiple: true },
    registry: { type: "string" },
    out: { type: "string" },
  },
  help: [
    "  --out DIR         the folder; one with other content is left alone",
    "  --name N          the stack's name (default: the kind's)",
    "  --set key=value   a setting; “slipway kinds <kind>” lists them; a free variable is variables.NAME=value",
    '  --secrets FILE    JSON object of secrets by name, such as {"smtpPassword": "…"}; the rest is generated',
    "  --access private  reached on this machine only (the default)",
    "  --access address --host H   reached by the server's name or address H",
    "  --access domain --domain NAME   on this machine only, for a proxy that serves NAME over https",
    "  --registry R      host:port that all images come from (default: SLIPWAY_REGISTRY)",
  ],
  run,
};

async function run({
  positionals,
  options,
  json,
  folder,
  environment,
  print,
  note,
}: CommandInput): Promise<number> {
  const [kindId, ...surplus] = positionals;
  const out = optionText(options, "out") ?? "";
  if (kindId === undefined || surplus.length > 0 || out === "") {
    throw new PanelError("input-invalid", "Name one kind and the folder to write to", {
      fix: `Usage: slipway render ${renderCommand.usage}`,
    });
  }
  const kind = kindById(kindId);
  const name = optionText(options, "name") ?? kind.id;
  const access = accessOption(options, kind);
  const provided = await readProvidedSecrets(kind, optionText(options, "secrets"), folder);
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
  const secrets = secretsForKind(kind, random, new Date(), provided);
  const assigned = readAssignments(kind.settings, optionTexts(options, "set"));
  const { settings, issues } = settingsIssues(kind, assigned.input, secrets);
  const all = [...assigned.issues, ...issues, ...removalIssues(kind, provided)];
  if (all.length > 0) {
    throw new PanelError("settings-invalid", `${all.length} of the settings need a change`, { issues: all });
  }
  const registry = optionText(options, "registry") ?? environment.SLIPWAY_REGISTRY;
  const stack = renderStack({
    kind,
    // No stack of the panel: should the label ever meet a panel, its record is missing and it shows as foreign.
    stackId: name,
    name,
    settings,
    secrets,
    access,
    ...(registry !== undefined && registry !== "" && { registry }),
  });
  const target = resolve(folder, out);
  const written = await writeRenderedFolder(target, {
    "compose.yaml": stack.composeYaml,
    ".env": stack.envFile,
  });
  const warnings = kind.warnings(settings, access);
  const endpoints = kind
    .endpoints({ name, settings, secrets, access })
    .map(({ label, url }) => ({ label, url }));
  if (json) {
    print(JSON.stringify({ folder: target, written, name, kind: kind.id, endpoints, warnings }, null, 2));
  } else {
    for (const { field, message } of warnings) note(`Warning, ${field}: ${message}`);
    print(written ? `Wrote compose.yaml and .env to ${target}` : `${target} holds exactly this already`);
    for (const { label, url } of endpoints) print(`${label} will be at ${url}`);
  }
  return EXIT_OK;
}
