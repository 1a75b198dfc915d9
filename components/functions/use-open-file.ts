"use client";

import { useCallback, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import type { FileActions } from "@/components/functions/function-actions";
import { forgetText, keepText, keptText } from "@/components/functions/kept-text";
import type { ErrorView } from "@/lib/api/contract/views";

/** A file as it was read, or saved last, and as it stands in the editor. */
type OpenFile = {
  readonly path: string;
  readonly read: string;
  readonly text: string;
  readonly hash: string;
};

export type Of = { readonly stack: string; readonly function: string };

/**
 * The file in the editor: opened, changed, saved over what it was based on. Where somebody else changed it meanwhile
 * nothing is written, and both texts stay until the person has chosen.
 */
export function useOpenFile(of: Of, actions: Pick<FileActions, "read" | "save">) {
  const { stack, function: name } = of;
  const { read, save: write } = actions;
  const [file, setFile] = useState<OpenFile | null>(null);
  /** Another text for the same path is another editor. */
  const [opening, setOpening] = useState(0);
  const [theirs, setTheirs] = useState<{ text: string; hash: string } | "removed" | null>(null);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();

  const show = useCallback((next: OpenFile | null) => {
    setFile(next);
    setTheirs(null);
    setOpening((count) => count + 1);
  }, []);

  const open = useCallback(
    (path: string) =>
      start(async () => {
        setRefusal(null);
        const state = await answerOf(read({ stack, function: name, path }));
        if (state.status === "failed") setRefusal(state.error);
        if (state.status !== "done") return;
        const { text, hash } = state.value;
        // Over the file that it was begun on: had that changed since, saving would say so.
        const unsaved = keptText({ stack, function: name, path });
        show({ path, read: text, text: unsaved?.text ?? text, hash: unsaved?.hash ?? hash });
      }),
    [read, stack, name, show],
  );

  const drop = () => {
    if (file !== null) forgetText({ ...of, path: file.path });
    show(null);
  };

  /** @param base what the text is to be written over */
  const save = (base: string | null, onSaved: () => void) => {
    if (file === null) return;
    const { path, text } = file;
    start(async () => {
      setRefusal(null);
      const state = await answerOf(write({ stack, function: name, path, text, base }));
      if (state.status === "done") {
        const { hash } = state.value;
        forgetText({ ...of, path });
        // What was typed while it was on its way is unsaved.
        setFile((now) => (now?.path === path ? { ...now, read: text, hash } : now));
        setTheirs(null);
        onSaved();
      }
      if (state.status !== "failed") return;
      setRefusal(state.error);
      if (state.error.code !== "file-changed") return;
      const there = await answerOf(read({ stack, function: name, path }));
      if (there.status === "done") setTheirs(there.value);
      if (there.status === "failed" && there.error.code === "not-found") setTheirs("removed");
    });
  };

  return {
    file,
    opening,
    theirs,
    refusal,
    pending,
    isDirty: file !== null && file.text !== file.read,
    open,
    save,
    close: drop,
    change: (text: string) => {
      if (file !== null) keepText({ ...of, path: file.path }, { text, hash: file.hash });
      setFile((now) => now && { ...now, text });
    },
    /** Closes nothing: the unsaved text of the open file is not brought back. */
    forget: () => {
      if (file !== null) forgetText({ ...of, path: file.path });
    },
    takeTheirs: () => {
      if (file === null || theirs === null) return;
      setRefusal(null);
      drop();
      if (theirs !== "removed")
        show({ path: file.path, read: theirs.text, text: theirs.text, hash: theirs.hash });
    },
  };
}
