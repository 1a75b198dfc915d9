import { routes } from "@/lib/api/contract/routes";
import type { Command } from "@/lib/command-line/command";
import { controlClient } from "@/lib/command-line/control-client";
import { EXIT_OK } from "@/lib/command-line/exit-codes";

const DEADLINE_MS = 120_000;

export const backupCommand: Command = {
  usage: "[--json]",
  summary: "Writes a consistent copy of the panel's database; the master key is not in it",
  options: {},
  help: [],
  async run(input) {
    const copy = await controlClient(input).call(routes["backup.create"], {}, { deadlineMs: DEADLINE_MS });
    input.print(input.json ? JSON.stringify(copy, null, 2) : copy.path);
    return EXIT_OK;
  },
};
