import { createHash } from "node:crypto";
import type { Random } from "@/lib/ports/random";

/** The same bytes for the same seed: for tests and for previews whose values nobody uses. Never for a real secret. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let offset = 0; offset < length; offset += 32) {
        const block = createHash("sha256").update(`${seed}:${counter}`).digest();
        counter += 1;
        bytes.set(block.subarray(0, Math.min(32, length - offset)), offset);
      }
      return bytes;
    },
  };
}
