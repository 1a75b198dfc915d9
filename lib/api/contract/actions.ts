import { z } from "zod";
import { stack } from "@/lib/api/contract/definition";
import { jobView } from "@/lib/api/contract/job-views";
import { route } from "@/lib/api/contract/route";

export const actionView = z.object({
  id: z.string(),
  title: z.string(),
  explanation: z.string(),
  /** What is lost by it; with one, the stack's name is to be typed. */
  warning: z.string().nullable(),
  /** Label of the row of the connection card that it stands beside. */
  beside: z.string().nullable(),
  state: z.enum(["due", "done", "unavailable"]),
  /** Why it cannot be done now; of one that is done, the word for that. */
  reason: z.string().nullable(),
});
export type ActionView = z.output<typeof actionView>;

/** What a person may have done inside a stack beside changing its settings. */
export const actionRoutes = {
  "stacks.actions": route({
    method: "GET",
    path: "/v1/stacks/:stack/actions",
    access: "viewer",
    token: "read",
    summary: "What can be done inside the stack by a button, and whether it is done already",
    params: stack,
    response: { json: z.object({ actions: z.array(actionView) }) },
  }),
  "stacks.act": route({
    method: "POST",
    path: "/v1/stacks/:stack/actions/:action",
    access: "operator",
    fresh: { whenFilled: "confirmName" },
    token: "deploy",
    summary: "Do one of the stack's actions; one by which data is lost takes the stack's name",
    params: stack.extend({ action: z.string().min(1).max(64) }),
    body: z
      .object({
        /** The stack's name, typed by the person. */
        confirmName: z.string().max(100).default(""),
      })
      .default({ confirmName: "" }),
    response: { json: jobView },
  }),
  "stacks.test-mail": route({
    method: "POST",
    path: "/v1/stacks/:stack/test-mail",
    access: "operator",
    token: "deploy",
    summary: "Send a test message by the e-mail settings of the latest revision",
    params: stack,
    body: z.object({ to: z.email("must be an e-mail address such as name@example.com").max(254) }),
    response: {
      json: z.object({
        /** The mail server's own answer, redacted. */
        said: z.string(),
        host: z.string(),
        revision: z.number(),
      }),
    },
  }),
};
