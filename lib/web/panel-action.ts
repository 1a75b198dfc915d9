import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { errorViewOf } from "@/lib/api/contract/error-view";
import type { WorkerClient } from "@/lib/client/worker-client";
import { PanelError, toPanelError } from "@/lib/errors";
import type { ActionState } from "@/lib/web/action-state";
import { workerForRequest } from "@/lib/web/worker-access";

type Definition<Schema extends z.ZodType, Value> = {
  input: Schema;
  /** Runs in the operator's name: the worker decides whether they may. */
  run: (worker: WorkerClient, input: z.output<Schema>) => Promise<Value>;
};

/**
 * A server action that takes plain data. It never throws for a refusal: the state names it. An ended session leads to
 * the sign-in page.
 */
export function panelAction<Schema extends z.ZodType, Value>(definition: Definition<Schema, Value>) {
  return async (input: z.input<Schema>): Promise<ActionState<Value>> => attempt(definition, input, {});
}

/** The same for a form: `useActionState(action, IDLE)`. Fields named like passwords are never sent back. */
export function formAction<Schema extends z.ZodType, Value>(definition: Definition<Schema, Value>) {
  return async (_: ActionState<Value>, form: FormData): Promise<ActionState<Value>> => {
    const values: Record<string, string> = {};
    for (const [name, value] of form) {
      if (typeof value === "string" && !name.startsWith("$ACTION")) values[name] = value;
    }
    return attempt(definition, values, withoutPasswords(values));
  };
}

async function attempt<Schema extends z.ZodType, Value>(
  { input, run }: Definition<Schema, Value>,
  given: unknown,
  values: Record<string, string>,
): Promise<ActionState<Value>> {
  try {
    const parsed = input.safeParse(given);
    if (!parsed.success) throw inputInvalid(parsed.error);
    return { status: "done", value: await run(await workerForRequest(), parsed.data) };
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = toPanelError(thrown);
    if (error.code === "not-signed-in") redirect("/sign-in");
    if (error.code === "unexpected") console.error(thrown);
    return { status: "failed", error: errorViewOf(error), values };
  }
}

function inputInvalid(error: z.ZodError): PanelError {
  const issues = error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  return new PanelError("input-invalid", "Something in the form is not right", { issues });
}

function withoutPasswords(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/password|secret|token/i.test(name)));
}
