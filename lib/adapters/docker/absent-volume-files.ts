import type { PanelError } from "@/lib/errors";
import type { VolumeFiles } from "@/lib/ports/volume-files";

/** Stands where there is no engine: each call says why. */
export function createAbsentVolumeFiles(why: PanelError): VolumeFiles {
  const refuse = () => Promise.reject(why);
  return { entries: refuse, write: refuse, remove: refuse };
}
