import { routes } from "@/lib/api/contract/routes";
import type { Command } from "@/lib/command-line/command";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { PanelError } from "@/lib/errors";

export const certificateCommand: Command = {
  usage: "[--json]",
  summary:
    "Prints the SHA-256 fingerprint of the certificate that the panel serves, to compare with the browser's",
  options: {},
  help: [],
  async run(input) {
    const { url, certificate } = await panelClient(input).call(routes["address.show"], {});
    if (certificate === null) {
      throw new PanelError("not-found", `The panel serves no certificate: it is reached by ${url}`, {
        fix: "With SLIPWAY_BIND on an address of this machine, or SLIPWAY_TLS=on, it speaks https.",
      });
    }
    if (input.json) {
      input.print(JSON.stringify({ url, ...certificate }, null, 2));
      return EXIT_OK;
    }
    for (const line of fingerprintLines(certificate.fingerprint)) input.print(line);
    input.note(`For ${certificate.names.join(", ")}`);
    input.note(`Good until ${certificate.validTo.slice(0, 10)}`);
    return EXIT_OK;
  },
};

/** In two lines, each short enough to be compared. */
export function fingerprintLines(fingerprint: string): string[] {
  const half = (fingerprint.length + 1) / 2;
  return [fingerprint.slice(0, half - 1), fingerprint.slice(half)];
}
