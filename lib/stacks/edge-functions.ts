/**
 * Programs of the person's own that a service runs: one folder each in a named volume, shown and changed in the panel.
 * A stack whose project leaves the service out has none.
 */
export type EdgeFunctions = {
  /** Runs them, and has the volume mounted at `folder`. */
  service: string;
  /** Key of the named volume. */
  volume: string;
  /** Absolute, without a slash at the end. */
  folder: string;
  /** Folders that are the service's own: shown, never changed. */
  protected: readonly string[];
  /** As `endpoints` calls it, and what stands before a function's name in the address: "/functions/v1". */
  endpoint: string;
  path: string;
};
