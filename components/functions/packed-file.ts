import { MOST_PACKED_BYTES } from "@/lib/functions/limits";

/** Why a file is not sent at all; null when it may be. */
export function sizeProblem({ size }: Blob): string | null {
  if (size === 0) return "The file is empty";
  if (size <= MOST_PACKED_BYTES) return null;
  return `Has ${Math.ceil(size / 1024)} KiB; at most ${MOST_PACKED_BYTES / 1024} KiB are taken. Pack it with gzip, without node_modules`;
}

/** The bytes in base64, as a call carries them. @throws DOMException when the file cannot be read */
export function inBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:<type>;base64,<bytes>`
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A name for a function out of an archive's: `hello-world.tar.gz` is packed from `hello-world`. */
export function nameOfArchive(fileName: string): string {
  return fileName
    .replace(/(\.tar)?(\.gz)?$|\.tgz$/i, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .slice(0, 63);
}
