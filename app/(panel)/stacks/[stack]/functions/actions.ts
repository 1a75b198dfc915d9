"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** The engine reads the folder before and after each change; a busy one takes its time. */
const DEADLINE_MS = 120_000;

export const createFunction = panelAction({
  input: routes["functions.create"].body.and(routes["functions.create"].params),
  run: (worker, { stack, name }) =>
    worker.call(
      routes["functions.create"],
      { params: { stack }, body: { name } },
      { deadlineMs: DEADLINE_MS },
    ),
});

export const readFunctionFile = panelAction({
  input: routes["functions.read-file"].query.and(routes["functions.read-file"].params),
  run: (worker, { path, ...params }) =>
    worker.call(routes["functions.read-file"], { params, query: { path } }, { deadlineMs: DEADLINE_MS }),
});

export const saveFunctionFile = panelAction({
  input: routes["functions.save-file"].body.and(routes["functions.save-file"].params),
  run: (worker, { path, text, base, ...params }) =>
    worker.call(
      routes["functions.save-file"],
      { params, body: { path, text, base } },
      { deadlineMs: DEADLINE_MS },
    ),
});

export const removeFunctionFile = panelAction({
  input: routes["functions.remove-file"].body.and(routes["functions.remove-file"].params),
  run: (worker, { path, base, ...params }) =>
    worker.call(
      routes["functions.remove-file"],
      { params, body: { path, base } },
      { deadlineMs: DEADLINE_MS },
    ),
});

export const uploadFunction = panelAction({
  input: routes["functions.upload"].body.and(routes["functions.upload"].params),
  run: (worker, { archive, base, ...params }) =>
    worker.call(routes["functions.upload"], { params, body: { archive, base } }, { deadlineMs: DEADLINE_MS }),
});

export const deleteFunction = panelAction({
  input: routes["functions.remove"].body.and(routes["functions.remove"].params),
  run: (worker, { confirmName, ...params }) =>
    worker.call(routes["functions.remove"], { params, body: { confirmName } }, { deadlineMs: DEADLINE_MS }),
});
