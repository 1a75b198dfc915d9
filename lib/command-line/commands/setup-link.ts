import { routes } from "@/lib/api/contract/routes";
import type { Command } from "@/lib/command-line/command";
import { controlClient } from "@/lib/command-line/control-client";
import { EXIT_OK } from "@/lib/command-line/exit-codes";

export const setupLinkCommand: Command = {
  usage: "[--json]",
  summary: "Prints a fresh one-time link that makes the owner; the earlier link ends",
  options: {},
  help: [],
  async run(input) {
    const link = await controlClient(input).call(routes["setup.link"], {});
    input.print(input.json ? JSON.stringify(link, null, 2) : link.url);
    if (!input.json) input.note(`It works once, until ${link.expiresAt.slice(11, 16)} UTC.`);
    return EXIT_OK;
  },
};
