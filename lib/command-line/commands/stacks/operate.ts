import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import { type OptionValues, optionText, optionTexts } from "@/lib/command-line/command";
import { namedStack, type StackVerb, type StackVerbInput } from "@/lib/command-line/commands/stacks/verbs";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { followJob } from "@/lib/command-line/follow-job";

/** A verb that is one job: asks for it, and follows it unless told not to wait. */
function jobVerb(usage: string, ask: (input: StackVerbInput, stack: string) => Promise<JobView>): StackVerb {
  return {
    usage,
    async run(input) {
      const job = await ask(input, namedStack(input, usage));
      if (input.options["no-wait"] !== true) return followJob(input.client, job, input);
      input.print(
        input.json ? JSON.stringify(job, null, 2) : `Job ${job.number} is at work on ${job.stackName}`,
      );
      return EXIT_OK;
    },
  };
}

export const start = jobVerb("start NAME [--service S] [--no-wait]", ({ client, options }, stack) =>
  client.call(routes["stacks.start"], { params: { stack }, body: serviceOf(options) }),
);

export const stop = jobVerb("stop NAME [--no-wait]", ({ client }, stack) =>
  client.call(routes["stacks.stop"], { params: { stack } }),
);

export const restart = jobVerb("restart NAME [--service S] [--no-wait]", ({ client, options }, stack) =>
  client.call(routes["stacks.restart"], { params: { stack }, body: serviceOf(options) }),
);

export const down = jobVerb("down NAME [--no-wait]", ({ client }, stack) =>
  client.call(routes["stacks.down"], { params: { stack } }),
);

export const remove = jobVerb(
  "remove NAME --confirm NAME [--delete-volume FULL-NAME]… [--no-wait]",
  ({ client, options }, stack) =>
    client.call(routes["stacks.remove"], {
      params: { stack },
      body: {
        confirmName: optionText(options, "confirm") ?? "",
        removeVolumes: [...optionTexts(options, "delete-volume")],
      },
    }),
);

function serviceOf(options: OptionValues): { service?: string } {
  const service = optionText(options, "service");
  return service === undefined ? {} : { service };
}
