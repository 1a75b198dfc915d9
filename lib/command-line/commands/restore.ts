import { join, resolve } from "node:path";
import { type Command, optionText } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { readPassphrase } from "@/lib/command-line/passphrase-file";
import { PanelError } from "@/lib/errors";
import { restoreDataFolder } from "@/lib/restore";
import { Sensitive } from "@/lib/secrets/sensitive";

export const restoreCommand: Command = {
  usage: "FILE [--data DIR] [--passphrase-file FILE] [--replace] [--json]",
  summary: "Puts a backup into a data folder; no panel may run on it",
  options: {
    data: { type: "string" },
    "passphrase-file": { type: "string" },
    replace: { type: "boolean" },
  },
  help: [
    "--data DIR              the data folder; otherwise SLIPWAY_DATA or ./data",
    "--passphrase-file FILE  its first line opens the master key in the backup",
    "--replace               also where a database is; that one is kept in a folder with the date",
  ],
  async run(input) {
    const [file, ...others] = input.positionals;
    if (file === undefined || others.length > 0) {
      throw new PanelError("input-invalid", "Name one backup", {
        fix: `Usage: slipway restore ${this.usage}`,
      });
    }
    const data = resolve(
      input.folder,
      optionText(input.options, "data") ?? (input.environment.SLIPWAY_DATA || "data"),
    );
    const passphrase = await readPassphrase(optionText(input.options, "passphrase-file"), input.folder);
    const { manifest, key, keptAside } = await restoreDataFolder({
      ...{
        file: resolve(input.folder, file),
        data,
        replace: input.options.replace === true,
        now: new Date(),
      },
      passphrase: passphrase === undefined ? null : new Sensitive(passphrase),
    });
    const { createdAt, slipway, counts } = manifest;
    if (input.json) {
      input.print(JSON.stringify({ data, createdAt, slipway, counts, key, keptAside }, null, 2));
      return EXIT_OK;
    }
    input.print(
      `Restored ${data} as it was at ${createdAt} (stacks: ${counts.stacks}, people: ${counts.operators}).`,
    );
    if (keptAside !== null) input.note(`What was there is kept in ${keptAside}`);
    if (key === "absent") {
      input.note(
        `The master key is not in this backup. Put it at ${join(data, "key", "master.key")} before the start.`,
      );
    } else {
      const start = input.environment.SLIPWAY_CONTAINER === "1" ? "docker compose up -d" : "npm start";
      input.note(`Start the panel with ${start}, and sign in again: all sessions have ended.`);
    }
    input.note(
      "It goes on with its schedule of backups under names of its own, and deletes none of those made before: delete them by hand, or switch the schedule off where this is a second copy.",
    );
    return EXIT_OK;
  },
};
