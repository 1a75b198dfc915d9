import { resolve } from "node:path";
import { routes } from "@/lib/api/contract/routes";
import { type Command, optionText } from "@/lib/command-line/command";
import { controlClient } from "@/lib/command-line/control-client";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { readPassphrase } from "@/lib/command-line/passphrase-file";

const DEADLINE_MS = 600_000;

export const backupCommand: Command = {
  usage: "[--out FILE] [--passphrase-file FILE] [--json]",
  summary: "Writes a backup of the panel into one file, and proves it",
  options: { out: { type: "string" }, "passphrase-file": { type: "string" } },
  help: [
    "--out FILE              a file that does not exist yet; otherwise one in the data folder's backups",
    "--passphrase-file FILE  its first line encrypts the master key, which is left out without a passphrase;",
    "                        the one of Settings, Backups is taken where there is one",
  ],
  async run(input) {
    const out = optionText(input.options, "out");
    const passphrase = await readPassphrase(optionText(input.options, "passphrase-file"), input.folder);
    const made = await controlClient(input).call(
      routes["backup.create"],
      {
        body: {
          ...(out === undefined ? {} : { out: resolve(input.folder, out) }),
          ...(passphrase === undefined ? {} : { passphrase }),
        },
      },
      { deadlineMs: DEADLINE_MS },
    );
    input.print(input.json ? JSON.stringify(made, null, 2) : made.path);
    if (!made.withKey) {
      input.note(
        "The master key is not in it: without the file key/master.key of the data folder nobody can open the stacks' secrets. Keep that file apart, or give --passphrase-file.",
      );
    }
    return EXIT_OK;
  },
};
