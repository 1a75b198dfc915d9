import type { ErrorCode } from "@/lib/errors";

/** How one cause reads in the engine's words, and what is told of it. */
export type TextRule = {
  pattern: RegExp;
  code: ErrorCode;
  message(match: RegExpExecArray, image: string): string;
  fix: string | ((match: RegExpExecArray) => string);
  /** Holds for pulls only: the same words elsewhere mean something else. */
  ofPull?: true;
  details?(match: RegExpExecArray): Record<string, unknown>;
};
