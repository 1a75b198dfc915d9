import type { PanelError } from "@/lib/errors";
import type { Compose } from "@/lib/ports/compose";

/** Stands where Compose is not to be used at all; each verb says why. */
export function createAbsentCompose(why: PanelError): Compose {
  const refuse = () => Promise.reject(why);
  return {
    version: refuse,
    validate: refuse,
    configHashes: refuse,
    up: refuse,
    create: refuse,
    stop: refuse,
    repair: refuse,
  };
}
