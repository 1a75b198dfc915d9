import { routes } from "@/lib/api/contract/routes";
import { settingsView } from "@/lib/api/contract/stack-views";
import { ACCESS_USAGE, accessOption } from "@/lib/command-line/access-options";
import { optionText, optionTexts } from "@/lib/command-line/command";
import type { StackVerb } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { readProvidedSecrets } from "@/lib/command-line/provided-secrets";
import { PanelError } from "@/lib/errors";
import { kindById } from "@/lib/stacks/registry";
import { readAssignments } from "@/lib/stacks/setting-assignments";

export const create: StackVerb = {
  usage: `create KIND [--name N] [--set key=value]… [--secrets FILE] ${ACCESS_USAGE}`,
  async run({ client, words, options, folder, json, print }) {
    const [kindId, ...surplus] = words;
    if (kindId === undefined || surplus.length > 0) {
      throw new PanelError("input-invalid", "Name one kind", {
        fix: `Usage: slipway stacks ${create.usage}`,
      });
    }
    const kind = kindById(kindId);
    const { input, issues } = readAssignments(kind.settings, optionTexts(options, "set"));
    if (issues.length > 0) {
      throw new PanelError("settings-invalid", `${issues.length} of the settings need a change`, { issues });
    }
    const name = optionText(options, "name");
    const stack = await client.call(routes["stacks.create"], {
      body: {
        kind: kind.id,
        ...(name !== undefined && { name }),
        settings: settingsView.parse(input),
        access: accessOption(options, kind),
        secrets: await readProvidedSecrets(kind, optionText(options, "secrets"), folder),
      },
    });
    print(
      json
        ? JSON.stringify(stack, null, 2)
        : `Saved ${stack.name}. “slipway stacks deploy ${stack.name}” deploys it.`,
    );
    return EXIT_OK;
  },
};
