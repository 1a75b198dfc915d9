import type { RegistryLogin } from "@/lib/ports/engine";

/** Where images come from, when not from where their names say. */
export type ImageRegistry = {
  /** `host:port`, with a path behind it or not; null: images come from their own registries. */
  host: string | null;
  login: RegistryLogin | null;
};
