import { routes } from "@/lib/api/contract/routes";
import { type Command, optionText } from "@/lib/command-line/command";
import { EXIT_OK, EXIT_UNAVAILABLE } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { PanelError } from "@/lib/errors";

export const logsCommand: Command = {
  usage: "NAME [--service S] [--tail N] [--follow] [--json]",
  summary: "Prints a stack's log, its services merged by time",
  options: { service: { type: "string" }, tail: { type: "string" }, follow: { type: "boolean", short: "f" } },
  help: [
    "  --service S   one service, or several with commas",
    "  --tail N      so many lines of each service to begin with (default 100)",
    "  --follow      go on with new lines until interrupted",
  ],
  async run(input) {
    const { positionals, options, json, print, note } = input;
    const [stack, ...surplus] = positionals;
    const tail = optionText(options, "tail") ?? "100";
    if (stack === undefined || surplus.length > 0 || !/^\d{1,8}$/.test(tail)) {
      throw new PanelError("input-invalid", "Name one stack", {
        fix: `Usage: slipway logs ${logsCommand.usage}`,
      });
    }
    const services = optionText(options, "service");
    const batches = panelClient(input).lines(routes["stacks.logs"], {
      params: { stack },
      query: {
        tail: Number(tail),
        follow: options.follow === true ? "true" : "false",
        ...(services !== undefined && { services }),
      },
    });
    for await (const batch of batches) {
      if (json) print(JSON.stringify(batch));
      else if (batch.type === "lines") {
        for (const line of batch.lines) print(`${line.at.slice(0, 23)} ${line.service} | ${line.text}`);
      } else if (batch.type === "marker") note(`${batch.at.slice(0, 23)} ${batch.service} ${batch.text}`);
      if (batch.type === "ended") return batch.reason === "engine-lost" ? EXIT_UNAVAILABLE : EXIT_OK;
    }
    return EXIT_OK;
  },
};
