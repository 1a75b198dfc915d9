import type { ImagePullView } from "@/lib/api/contract/job-views";

/** The image with the most bytes still to come; null when none is being pulled. */
export function slowestImage(images: readonly ImagePullView[]): ImagePullView | null {
  let slowest: ImagePullView | null = null;
  let most = -1;
  for (const image of images) {
    const left = image.totalBytes - image.doneBytes;
    if (image.state === "pulling" && left > most) {
      slowest = image;
      most = left;
    }
  }
  return slowest;
}

/** "2 of 3 images ready". */
export function shareOfImages(images: readonly ImagePullView[]): string {
  const ready = images.filter((image) => image.state === "ready").length;
  return `${ready} of ${images.length} images ready`;
}
