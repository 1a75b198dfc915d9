import { routes } from "@/lib/api/contract/routes";
import type { Command } from "@/lib/command-line/command";
import { fingerprintLines } from "@/lib/command-line/commands/certificate";
import { controlClient } from "@/lib/command-line/control-client";
import { EXIT_OK } from "@/lib/command-line/exit-codes";

export const setupLinkCommand: Command = {
  usage: "[--json]",
  summary: "Prints a fresh one-time link that makes the owner; the earlier link ends",
  options: {},
  help: [],
  async run(input) {
    const worker = controlClient(input);
    const link = await worker.call(routes["setup.link"], {});
    const { certificate } = await worker.call(routes["address.show"], {});
    const fingerprint = certificate?.fingerprint ?? null;
    if (input.json) {
      input.print(JSON.stringify({ ...link, fingerprint }, null, 2));
      return EXIT_OK;
    }
    input.print(link.url);
    input.note(`It works once, until ${link.expiresAt.slice(11, 16)} UTC.`);
    if (certificate?.selfSigned) {
      input.note(
        "The browser will ask about the certificate, which is the panel's own. Compare its SHA-256:",
      );
      for (const line of fingerprintLines(certificate.fingerprint)) input.note(line);
    }
    return EXIT_OK;
  },
};
