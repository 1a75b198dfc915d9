import { z } from "zod";
import { accessView, settingsView } from "@/lib/api/contract/stack-views";

/** A stack is named by its id or by its name. */
export const stack = z.object({ stack: z.string().min(1).max(64) });

/**
 * Secrets that a person gives (an SMTP password); generated ones are made by the panel. One that is left out or empty
 * stays as it is, null removes it.
 */
const providedSecrets = z.record(z.string().max(64), z.string().nullable()).default({});

export const stackDefinition = z.object({
  settings: settingsView.default({}),
  access: accessView.default({ mode: "private" }),
  secrets: providedSecrets,
});

export const renderedFiles = z.object({ composeYaml: z.string(), env: z.string() });
