import type { JobSummaryView, JobView, OutputLine } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import type { ErrorView } from "@/lib/api/contract/views";
import type { WorkerClient } from "@/lib/client/worker-client";
import { type Command, type CommandInput, optionText } from "@/lib/command-line/command";
import { errorDetailLines } from "@/lib/command-line/error-report";
import { EXIT_OK } from "@/lib/command-line/exit-codes";
import { panelClient } from "@/lib/command-line/panel-client";
import { table } from "@/lib/command-line/table";
import { PanelError } from "@/lib/errors";

type Verb = {
  usage: string;
  run(input: CommandInput, client: WorkerClient, words: readonly string[]): Promise<void>;
};

const MOST_JOBS = 200;

const list: Verb = {
  usage: `list [--stack NAME] [--limit N, 50 unless given, at most ${MOST_JOBS}]`,
  async run({ options, json, print }, client, words) {
    const [limit, stack] = [optionText(options, "limit"), optionText(options, "stack")];
    if (words.length > 0 || (limit !== undefined && !(/^[1-9]\d{0,2}$/.test(limit) && +limit <= MOST_JOBS))) {
      throw new PanelError("input-invalid", "That is no list of jobs", { fix: usageOf(list) });
    }
    const { jobs } = await client.call(routes["jobs.list"], {
      query: { ...(limit !== undefined && { limit: Number(limit) }), ...(stack !== undefined && { stack }) },
    });
    if (json) print(JSON.stringify({ jobs }, null, 2));
    else if (jobs.length === 0) print("No jobs yet. “slipway stacks deploy NAME” makes one.");
    else print(table(["JOB", "WHAT", "STATE", "BY", "AT (UTC)", "WHY"], jobs.map(row)));
  },
};

const show: Verb = {
  usage: "show NUMBER",
  async run({ json, print }, client, [number, ...surplus]) {
    if (number === undefined || surplus.length > 0) {
      throw new PanelError("input-invalid", "Name one job by its number", { fix: usageOf(show) });
    }
    const params = { job: number };
    const job = await client.call(routes["jobs.show"], { params });
    const { lines } = await client.call(routes["jobs.output"], { params, query: {} });
    print(json ? JSON.stringify({ ...job, output: lines }, null, 2) : jobText(job, lines));
  },
};

const verbs: Readonly<Record<string, Verb>> = { list, show };

export const jobsCommand: Command = {
  usage: "VERB [NUMBER] [options] [--json]",
  summary: "What was done to the stacks, how it went, and why not",
  options: { stack: { type: "string" }, limit: { type: "string" } },
  help: Object.values(verbs).map((verb) => `  slipway jobs ${verb.usage}`),
  async run(input) {
    const [word = "list", ...words] = input.positionals;
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (verb === undefined) {
      throw new PanelError("input-invalid", `There is no “slipway jobs ${word}”`, {
        fix: `The verbs are ${Object.keys(verbs).join(", ")}`,
      });
    }
    await verb.run(input, panelClient(input), words);
    return EXIT_OK;
  },
};

function usageOf(verb: Verb): string {
  return `Usage: slipway jobs ${verb.usage}`;
}

function row(job: JobSummaryView): string[] {
  const at = job.createdAt.slice(0, 16).replace("T", " ");
  return [`${job.number}`, whatOf(job), job.state, job.startedBy, at, job.error?.message ?? ""];
}

function whatOf({ verb, stackName, service }: Pick<JobView, "verb" | "stackName" | "service">): string {
  return `${verb} ${stackName}${service === null ? "" : ` ${service}`}`;
}

function jobText(job: JobView, lines: readonly OutputLine[]): string {
  const times = [`asked ${job.createdAt.slice(0, 19).replace("T", " ")} UTC by ${job.startedBy}`];
  if (job.revision !== null) times.unshift(`revision ${job.revision}`);
  if (job.endedAt !== null) times.push(`ended ${job.endedAt.slice(0, 19).replace("T", " ")} UTC`);
  return [
    `Job ${job.number}: ${whatOf(job)}, ${job.state}`,
    times.join(", "),
    ...(job.error === null ? [] : ["", ...errorLines(job.error)]),
    "",
    table(
      ["STEP", "STATE", ""],
      job.steps.map(({ title, state, detail }) => [title, state, detail]),
    ),
    ...(lines.length === 0 ? [] : ["", ...lines.map(outputText)]),
  ].join("\n");
}

function errorLines(error: ErrorView): string[] {
  return [error.message, ...errorDetailLines(error)];
}

function outputText({ at, step, source, text }: OutputLine): string {
  return `${at.slice(11, 19)} ${step} ${source} | ${text}`;
}
