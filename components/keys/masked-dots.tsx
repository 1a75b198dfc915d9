/** Not the secret's length. */
const DOTS = 20;

/** What stands in for a secret that is not revealed. */
export function MaskedDots() {
  return (
    <span className="tracking-[0.06em] text-ink-3">
      <span aria-hidden="true">{"•".repeat(DOTS)}</span>
      <span className="sr-only">hidden</span>
    </span>
  );
}
