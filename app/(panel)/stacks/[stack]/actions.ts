"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

const stack = routes["stacks.show"].params;

export const runVerb = panelAction({
  input: stack.extend({ verb: z.enum(["start", "stop", "restart", "deploy"]) }),
  run: async (worker, { stack, verb }) => {
    const call = { params: { stack } };
    const job =
      verb === "start"
        ? await worker.call(routes["stacks.start"], { ...call, body: {} })
        : verb === "stop"
          ? await worker.call(routes["stacks.stop"], call)
          : verb === "restart"
            ? await worker.call(routes["stacks.restart"], { ...call, body: {} })
            : await worker.call(routes["stacks.deploy"], { ...call, body: {} });
    return { jobNumber: job.number };
  },
});

export const startService = panelAction({
  input: stack.extend({ service: z.string() }),
  run: async (worker, { stack, service }) => {
    const job = await worker.call(routes["stacks.start"], { params: { stack }, body: { service } });
    return { jobNumber: job.number };
  },
});

export const takeDownStack = panelAction({
  input: stack,
  run: async (worker, params) => {
    const job = await worker.call(routes["stacks.down"], { params });
    return { jobNumber: job.number };
  },
});

export const listStackActions = panelAction({
  input: stack,
  run: async (worker, params) => (await worker.call(routes["stacks.actions"], { params })).actions,
});

export const actOnStack = panelAction({
  input: routes["stacks.act"].params.extend({ confirmName: z.string() }),
  run: async (worker, { confirmName, ...params }) => {
    const job = await worker.call(routes["stacks.act"], { params, body: { confirmName } });
    return { jobNumber: job.number };
  },
});

/** A mail server that does not answer is waited for on the worker's side. */
const MAIL_DEADLINE_MS = 30_000;

export const sendTestMail = panelAction({
  input: stack.extend({ to: routes["stacks.test-mail"].body.shape.to }),
  run: (worker, { stack, to }) =>
    worker.call(
      routes["stacks.test-mail"],
      { params: { stack }, body: { to } },
      { deadlineMs: MAIL_DEADLINE_MS },
    ),
});

export const restartService = panelAction({
  input: stack.extend({ service: z.string() }),
  run: async (worker, { stack, service }) => {
    const job = await worker.call(routes["stacks.restart"], { params: { stack }, body: { service } });
    return { jobNumber: job.number };
  },
});

export const showService = panelAction({
  input: routes["stacks.service"].params,
  run: (worker, params) => worker.call(routes["stacks.service"], { params }),
});

export const listVolumes = panelAction({
  input: stack,
  run: async (worker, params) => (await worker.call(routes["stacks.show"], { params })).volumes,
});

export const removeStack = panelAction({
  input: stack.extend({ confirmName: z.string(), removeVolumes: z.array(z.string()) }),
  run: async (worker, { stack, ...body }) => {
    const job = await worker.call(routes["stacks.remove"], { params: { stack }, body });
    return { jobNumber: job.number };
  },
});

export const runProbes = panelAction({
  input: stack,
  run: async (worker, params) =>
    (await worker.call(routes["stacks.probe"], { params }, { deadlineMs: 90_000 })).results,
});

export const revealSecret = panelAction({
  input: routes["stacks.reveal"].params,
  run: async (worker, params) => (await worker.call(routes["stacks.reveal"], { params })).value,
});

export const renewSecrets = panelAction({
  input: routes["stacks.renew-secrets"].params.and(routes["stacks.renew-secrets"].body),
  run: async (worker, { stack, ...body }) =>
    (await worker.call(routes["stacks.renew-secrets"], { params: { stack }, body })).revision.number,
});

export const checkStackDraft = panelAction({
  input: routes["drafts.check"].body,
  run: (worker, body) => worker.call(routes["drafts.check"], { body }),
});

export const deployPlan = panelAction({
  input: stack.extend({ revision: z.number().int(), fingerprint: z.string() }),
  run: async (worker, { stack, ...body }) => {
    const job = await worker.call(routes["stacks.deploy"], { params: { stack }, body });
    return { jobNumber: job.number };
  },
});

export const giveSecrets = panelAction({
  input: routes["stacks.give-secrets"].params.and(routes["stacks.give-secrets"].body),
  run: async (worker, { stack, ...body }) =>
    (await worker.call(routes["stacks.give-secrets"], { params: { stack }, body })).revision.number,
});

export const mintToken = panelAction({
  input: routes["stacks.mint-token"].params.and(routes["stacks.mint-token"].body),
  run: (worker, { stack, ...body }) => worker.call(routes["stacks.mint-token"], { params: { stack }, body }),
});
