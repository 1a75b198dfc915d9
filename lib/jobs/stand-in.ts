import { PanelError } from "@/lib/errors";
import type { ImageInfo } from "@/lib/ports/engine";

/** Set on images that are built for tests and only imitate a product's own. */
const STAND_IN_LABEL = "slipway.stand-in";

export function standInError(image: string, { labels }: Pick<ImageInfo, "labels">): PanelError | null {
  if (labels[STAND_IN_LABEL] !== "true") return null;
  return new PanelError("image-is-stand-in", `${image} on this engine is an imitation made for tests`, {
    fix: `Remove it with: docker image rm ${image}. The next deploy pulls the real one`,
    image,
  });
}
