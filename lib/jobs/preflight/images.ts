import { PanelError } from "@/lib/errors";
import { counted } from "@/lib/jobs/counted";
import { type Check, failedBy, type PreflightInput, passed } from "@/lib/jobs/preflight/check";
import { standInError } from "@/lib/jobs/stand-in";
import type { Engine, ImageInfo } from "@/lib/ports/engine";

const ID = "images";
const TITLE = "Images";

export async function checkImages(input: PreflightInput): Promise<{ check: Check; missing: number }> {
  const { engine, allowStandIns, registry } = input.services;
  const images = [
    ...new Set(Object.values(input.definition.rendered.project.services).map(({ image }) => image)),
  ];
  const found = await Promise.all(
    images.map(async (image) => ({ image, info: await inspectPatiently(engine, image) })),
  );
  const missing = found.filter(({ info }) => info === null).length;
  for (const { image, info } of found) {
    const error = info === null || allowStandIns ? null : standInError(image, info);
    if (error !== null) return { check: failedBy(error, ID, TITLE), missing };
  }
  const source = registry.host === null ? "" : ` from ${registry.host}`;
  const detail =
    missing === 0
      ? `${counted(images.length, "image")} on the engine`
      : `${counted(missing, "image")} to pull${source}, ${images.length - missing} on the engine`;
  return { check: passed(ID, TITLE, detail), missing };
}

/**
 * The engine has just answered the check before this one: late now, it is busy, as with somebody's pull, and gets a
 * second look.
 */
async function inspectPatiently(engine: Engine, image: string): Promise<ImageInfo | null> {
  try {
    return await engine.inspectImage(image);
  } catch (error) {
    if (!(error instanceof PanelError) || error.code !== "engine-timeout") throw error;
    return engine.inspectImage(image);
  }
}
