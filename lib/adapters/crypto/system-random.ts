import { randomBytes } from "node:crypto";
import type { Random } from "@/lib/ports/random";

export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
