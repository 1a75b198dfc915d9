import { importRoutes } from "@/lib/api/contract/imports";
import type { RouteJson } from "@/lib/api/contract/route";
import { ACCESS_USAGE, accessOption } from "@/lib/command-line/access-options";
import { type Command, type CommandInput, optionText, optionTexts } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { readInstallationFile } from "@/lib/command-line/installation-file";
import { panelClient } from "@/lib/command-line/panel-client";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";
import { kindById } from "@/lib/stacks/registry";

type Review = RouteJson<(typeof importRoutes)["imports.review"]>;

export const importCommand: Command = {
  usage: `supabase --env FILE [--kong FILE] [--keep NAME]… [--name N] ${ACCESS_USAGE} [--review] [--json]`,
  summary: "Makes a stack of an installation by upstream's own compose file: saved, not yet deployed",
  options: {
    env: { type: "string" },
    kong: { type: "string" },
    keep: { type: "string", multiple: true },
    name: { type: "string" },
    access: { type: "string" },
    host: { type: "string" },
    domain: { type: "string", multiple: true },
    review: { type: "boolean" },
  },
  help: [
    "  --env FILE    the installation's .env",
    "  --kong FILE   its kong.yml, for further users of Studio",
    "  --keep NAME   a flagged secret that is kept as it is; the others are made anew",
    "  --name N      the stack's name (default: supabase, with a number where that is taken)",
    "  --review      only says what would become of each variable",
  ],
  run,
};

async function run(input: CommandInput): Promise<number> {
  const { positionals, options, folder, json, print, note } = input;
  const [kindId, ...surplus] = positionals;
  const envFile = optionText(options, "env");
  if (kindId !== "supabase" || surplus.length > 0 || envFile === undefined) {
    throw new PanelError("input-invalid", "Name “supabase” and the .env to import", {
      fix: `Usage: slipway import ${importCommand.usage}`,
    });
  }
  const name = optionText(options, "name");
  const kongFile = optionText(options, "kong");
  const body = {
    env: await readInstallationFile(envFile, folder),
    kong: kongFile === undefined ? "" : await readInstallationFile(kongFile, folder),
    keepFlagged: [...optionTexts(options, "keep")],
    access: accessOption(options, kindById(kindId)),
    ...(name !== undefined && { name }),
  };
  const client = panelClient(input);
  const review = await client.call(importRoutes["imports.review"], { body });
  if (options.review === true) {
    print(json ? JSON.stringify(review, null, 2) : reviewText(review));
    return EXIT_OK;
  }
  const stack = await client.call(importRoutes["imports.create"], { body });
  if (json) {
    print(JSON.stringify({ stack, review }, null, 2));
    return EXIT_OK;
  }
  note(reviewText(review));
  print(`Saved ${stack.name}. “slipway stacks deploy ${stack.name}” deploys it.`);
  return EXIT_OK;
}

function reviewText({ rows, remarks, issues, warnings }: Review): string {
  const lines = rows.map(({ name, state, target, note, flag }) => [
    name,
    state,
    target ?? "",
    [flag === null ? "" : `${flag.why}. ${flag.consequence}`, note ?? ""]
      .filter((text) => text !== "")
      .join(" "),
  ]);
  return [
    table(["VARIABLE", "BECOMES", "SETTING", "WHY"], lines),
    ...remarks,
    ...issues.map(({ field, message }) => `To put right, ${field}: ${message}`),
    ...warnings.map(({ field, message }) => `Warning, ${field}: ${message}`),
  ].join("\n");
}
