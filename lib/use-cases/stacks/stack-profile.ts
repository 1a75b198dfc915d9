import { PanelError } from "@/lib/errors";
import { type DefinitionSource, loadDefinition, redactorOf } from "@/lib/jobs/definition";
import type { StackRecord } from "@/lib/ports/stores";
import type { Redactor } from "@/lib/secrets/redaction";
import type { ComposeService } from "@/lib/stacks/compose-project";
import type { Access, Endpoint } from "@/lib/stacks/kind";

/** What the views need of a stack's definition, again and again: derived once for each revision. */
export type StackProfile = {
  services: readonly (Pick<ComposeService, "image" | "restart"> & { name: string })[];
  access: Access;
  version: string;
  endpoints: readonly Endpoint[];
  /** Full names. */
  volumes: readonly string[];
  redact: Redactor;
};

/** The revision whose containers are, or would be, on the engine. */
export function shownRevision(stack: StackRecord): number {
  return stack.deployedRevision ?? stack.revision;
}

/** Profiles by stack and revision; a revision never changes, so neither does its profile. */
export class StackProfiles {
  readonly #source: DefinitionSource;
  readonly #profiles = new Map<string, { revision: number; profile: Promise<StackProfile> }>();

  constructor(source: DefinitionSource) {
    this.#source = source;
  }

  of(stack: StackRecord): Promise<StackProfile> {
    const revision = shownRevision(stack);
    const known = this.#profiles.get(stack.id);
    if (known?.revision === revision) return known.profile;
    const profile = this.#load(stack, revision);
    this.#profiles.set(stack.id, { revision, profile });
    // A failure is not kept: the next look tries again.
    profile.catch(() => this.#profiles.delete(stack.id));
    return profile;
  }

  forget(stackId: string): void {
    this.#profiles.delete(stackId);
  }

  async #load(stack: StackRecord, revision: number): Promise<StackProfile> {
    try {
      const definition = await loadDefinition(this.#source, stack, revision);
      const { project } = definition.rendered;
      return {
        services: Object.entries(project.services).map(([name, { image, restart }]) => ({
          name,
          image,
          restart,
        })),
        access: definition.revision.access,
        version: versionOf(definition.revision.settings.version),
        endpoints: definition.kind.endpoints(definition.input),
        volumes: project.volumes.map((key) => `${project.name}_${key}`),
        redact: redactorOf(definition),
      };
    } catch (error) {
      // A stack whose definition cannot be read any more must still be listed, or nobody could remove it.
      if (error instanceof PanelError && UNREADABLE.has(error.code)) return UNREADABLE_PROFILE;
      throw error;
    }
  }
}

const UNREADABLE = new Set(["kind-unknown", "settings-invalid", "environment-invalid", "secret-unreadable"]);

/** Which secrets to take out cannot be known, so nothing that a container says is passed on. */
const WITHHELD = "[withheld: the secrets of this stack cannot be read]";

const UNREADABLE_PROFILE: StackProfile = {
  services: [],
  access: { mode: "private" },
  version: "",
  endpoints: [],
  volumes: [],
  redact: (text) => (text === "" ? text : WITHHELD),
};

function versionOf(setting: unknown): string {
  return typeof setting === "string" ? setting : "";
}
