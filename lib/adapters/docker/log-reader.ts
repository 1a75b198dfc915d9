import { PanelError } from "@/lib/errors";

/** Bytes of a log in, what they say out; what belongs to an unfinished line waits inside. */
export type LogReader<Part extends { length: number }> = {
  push(data: Buffer): Part;
  /** What is left when the stream has ended. Fails with `engine-unreachable` when it was cut. */
  end(): Part;
};

/** Pieces of a long line are joined up to here; a longer one is passed on in parts of this size. */
export const JOINED_CHARACTERS = 262_144;

export function cutOff(): PanelError {
  return new PanelError("engine-unreachable", "The engine ended the log in the midst of a line: it stops", {
    fix: "Look again once the engine is back; the lines are kept.",
  });
}

export function readFailure(text: string): PanelError {
  return new PanelError("engine-error", `The engine cannot read this log: ${text.trim().slice(0, 500)}`, {
    fix: "The log's file may be damaged; recreating the container starts a new one.",
  });
}
