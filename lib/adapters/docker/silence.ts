/**
 * Tells a stream that has nothing to say from an engine that hangs: after each silence it asks the engine whether it
 * is there. A hung engine keeps its connections open and would otherwise be waited for without end.
 */
export type SilenceWatch = {
  /** Something came. */
  heard(): void;
  /** Rejects when the engine does not answer. */
  broken: Promise<never>;
  end(): void;
};

export function watchSilence(afterMs: number, ask: () => Promise<void>): SilenceWatch {
  let ended = false;
  let fail: (error: unknown) => void = () => {};
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // Whoever races it sees the rejection; between two races nobody does, and that must not end the process.
  broken.catch(() => {});
  const timer = setTimeout(() => {
    ask().then(() => {
      if (!ended) timer.refresh();
    }, fail);
  }, afterMs);
  return {
    heard: () => {
      if (!ended) timer.refresh();
    },
    broken,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}
