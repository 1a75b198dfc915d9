import { routes } from "@/lib/api/contract/routes";
import { optionText } from "@/lib/command-line/command";
import { namedStack, type StackVerb } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { followJob } from "@/lib/command-line/follow-job";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

/** Longer than the worker waits for a mail server. */
const MAIL_DEADLINE_MS = 30_000;

export const actions: StackVerb = {
  usage: "actions NAME",
  async run(input) {
    const stack = namedStack(input, actions.usage);
    const { actions: found } = await input.client.call(routes["stacks.actions"], { params: { stack } });
    if (input.json) input.print(JSON.stringify({ actions: found }, null, 2));
    else if (found.length === 0) input.print("Nothing to do in this stack but to change its settings.");
    else {
      const rows = found.map(({ id, title, state, reason }) => [id, title, reason ?? state]);
      input.print(table(["ACTION", "WHAT", "STATE"], rows));
    }
    return EXIT_OK;
  },
};

export const act: StackVerb = {
  usage: "act NAME ACTION [--confirm NAME] [--no-wait]",
  async run({ client, words: [stack, action, ...surplus], options, json, print, note }) {
    if (stack === undefined || action === undefined || surplus.length > 0) {
      throw new PanelError("input-invalid", "Name one stack and one of its actions", {
        fix: `Usage: slipway stacks ${act.usage}. “slipway stacks actions NAME” lists them`,
      });
    }
    const confirmName = optionText(options, "confirm") ?? "";
    const job = await client.call(routes["stacks.act"], { params: { stack, action }, body: { confirmName } });
    if (options["no-wait"] !== true) return followJob(client, job, { json, print, note });
    print(json ? JSON.stringify(job, null, 2) : `Job ${job.number} is at work on ${job.stackName}`);
    return EXIT_OK;
  },
};

export const testMail: StackVerb = {
  usage: "test-mail NAME --to ADDRESS",
  async run(input) {
    const { client, options, json, print } = input;
    const stack = namedStack(input, testMail.usage);
    const to = optionText(options, "to");
    if (to === undefined) {
      throw new PanelError("input-invalid", "Say who is to get the message", {
        fix: `Usage: slipway stacks ${testMail.usage}`,
      });
    }
    const sent = await client.call(
      routes["stacks.test-mail"],
      { params: { stack }, body: { to } },
      { deadlineMs: MAIL_DEADLINE_MS },
    );
    print(json ? JSON.stringify(sent, null, 2) : `${sent.host} took the message for ${to}: ${sent.said}`);
    return EXIT_OK;
  },
};
