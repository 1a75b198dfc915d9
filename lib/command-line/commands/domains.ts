import type { DomainsView } from "@/lib/api/contract/domains";
import { routes } from "@/lib/api/contract/routes";
import { type Command, optionText } from "@/lib/command-line/command";
import { EXIT_FAILED, EXIT_OK } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

/** A first start of Caddy pulls its image. */
const DEADLINE_MS = 150_000;

export const domainsCommand: Command = {
  usage: "[--panel on|off] [--email ADDRESS] [--json]",
  summary: "Names that lead to stacks and to the panel, with DNS and certificates",
  options: { panel: { type: "string" }, email: { type: "string" } },
  help: [
    "  --panel on|off    whether Caddy takes the name in SLIPWAY_URL and passes on to the panel",
    "  --email ADDRESS   where the authority writes when a certificate ends",
  ],
  async run(input) {
    const { options, positionals, json, print } = input;
    if (positionals.length > 0) throw usage();
    const client = panelClient(input);
    const panel = optionText(options, "panel");
    const email = optionText(options, "email");
    let view = await client.call(routes["domains.show"], {});
    if (panel !== undefined || email !== undefined) {
      if (panel !== undefined && !["on", "off"].includes(panel)) throw usage();
      const { settings } = view;
      const body = {
        ...settings,
        ...(panel !== undefined && { panel: panel === "on" }),
        ...(email !== undefined && { email }),
      };
      view = await client.call(routes["domains.save"], { body }, { deadlineMs: DEADLINE_MS });
    }
    print(json ? JSON.stringify(view, null, 2) : text(view));
    return view.failure === null ? EXIT_OK : EXIT_FAILED;
  },
};

function text({ domains, failure }: DomainsView): string {
  const rows = domains.map(({ name, stack, dns, certificate, problem }) => [
    ...[name, stack?.name ?? "the panel", dns.state === "here" ? "leads here" : dns.detail],
    ...[
      certificate?.fits === true ? `until ${certificate.validTo.slice(0, 10)}` : "none",
      problem ?? "answers",
    ],
  ]);
  const list =
    rows.length === 0
      ? "No name leads here yet."
      : table(["NAME", "LEADS TO", "DNS", "CERTIFICATE", "HTTPS"], rows);
  return failure === null ? list : `${list}\n\n${failure.message}. ${failure.fix ?? ""}`;
}

function usage(): PanelError {
  return new PanelError("input-invalid", "That is not how names are set", {
    fix: `Usage: slipway domains ${domainsCommand.usage}`,
  });
}
