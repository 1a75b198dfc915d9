/** A part of the long tests: independent tries, in any order and any choice, over one common set-up. */
export type SoakPart = {
  name: string;
  title: string;
  ids: readonly string[];
  /** About a tenth of the tries, each sort among them: what `npm test` runs. */
  tenth: readonly string[];
  /** Why this machine cannot run it; null when it can. */
  refusal?(): Promise<string | null>;
  open(): Promise<OpenPart>;
};

export type OpenPart = {
  /** Fails when an assertion does; else says what was seen, in words. */
  run(id: string): Promise<string>;
  close(): Promise<void>;
};

/** `label 01` to `label NN`. */
export function numbered(label: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${label} ${String(index + 1).padStart(2, "0")}`);
}

/** The number at the end of an id that `numbered` made. */
export function numberOf(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? Number.NaN);
}
