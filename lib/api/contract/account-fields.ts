import { z } from "zod";
import { nameKey } from "@/lib/ports/identity-store";

/** Who the audit log says it was when it was no account: an account of that name could pass for the server itself. */
const RESERVED: ReadonlySet<string> = new Set(["local", "schedule", "slipway", "system", "unknown", "panel"]);

/** What somebody is called who signs in. */
export const accountName = z
  .string()
  .trim()
  .min(1, "Type a name")
  .max(64, "A name has at most 64 characters")
  .regex(/^[\p{L}\p{N}._@+-]+$/u, "A name has letters, digits and . _ @ + - only")
  .refine((name) => !RESERVED.has(nameKey(name)), "The panel calls itself that: choose another");

export const newPassword = z
  .string()
  .min(10, "A password has at least 10 characters")
  .max(1024, "A password has at most 1,024 characters");

/** Of a one-time link. */
export const linkToken = z.string().min(1).max(200);
