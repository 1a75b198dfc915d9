import { z } from "zod";

/** What somebody is called who signs in. */
export const accountName = z
  .string()
  .trim()
  .min(1, "Type a name")
  .max(64, "A name has at most 64 characters")
  .regex(/^[\p{L}\p{N}._@+-]+$/u, "A name has letters, digits and . _ @ + - only");

export const newPassword = z
  .string()
  .min(10, "A password has at least 10 characters")
  .max(1024, "A password has at most 1,024 characters");

/** Of a one-time link. */
export const linkToken = z.string().min(1).max(200);
