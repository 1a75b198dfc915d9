import type { ContainerFacts } from "@/e2e/soak/supabase/container-facts";
import type { PlanView } from "@/lib/api/contract/stack-views";
import type { GivenSecrets, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";

/** A Supabase that runs and is changed: by the panel's verbs, or by a person's hands in a browser. */
export interface ChangedStack {
  /** As it was deployed first; what is not named is the default. */
  readonly base: Settings;
  /** Saves a revision in which everything is as at first but these settings, and no secret is given but these. */
  save(settings: Settings, secrets?: GivenSecrets): Promise<void>;
  /** Saves a revision with new values of these secrets and of what belongs to them; says which those are. */
  renew(names: readonly string[]): Promise<string[]>;
  /** Of the latest revision. */
  plan(): Promise<PlanView>;
  /** Applies the latest revision; fails unless every service is well and every probe green. */
  deployProven(): Promise<void>;
  /** What the engine says of the containers, by service. */
  facts(): Promise<Map<string, ContainerFacts>>;
  /** In clear, of the latest revision. */
  secrets(): Promise<SecretValues>;
  /** Runs a program in a service's container. */
  exec(
    service: string,
    command: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ exitCode: number; stdout: string; stderr: string }>;
}

/** Asks the stack's gateway, as a program outside would. */
export async function askGateway(
  stack: ChangedStack,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const gateway = (await stack.facts()).get("kong")?.shown["port 8000/tcp"];
  return fetch(`http://${gateway}${path}`, init);
}
