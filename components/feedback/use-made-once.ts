import { useState } from "react";

/**
 * Something that is shown once, after it was made, and no longer when it was ended: that is when the list that took it
 * up has it no more.
 * @param idOf its id in the list
 * @param open ids of the list
 */
export function useMadeOnce<Made>(
  idOf: (made: Made) => string,
  open: readonly string[],
): [made: Made | null, show: (made: Made) => void] {
  const [shown, setShown] = useState<{ made: Made; listed: boolean } | null>(null);
  if (shown !== null && shown.listed !== open.includes(idOf(shown.made))) {
    setShown(shown.listed ? null : { ...shown, listed: true });
  }
  return [shown?.made ?? null, (made) => setShown({ made, listed: false })];
}
