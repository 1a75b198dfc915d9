const COLOURS = ["text-ink-3", "text-code-key", "text-code-number"] as const;

/** A token in the colours of its three parts; any other text as it is. */
export function TokenText({ text }: { readonly text: string }) {
  const parts = text.startsWith("eyJ") ? text.split(".") : [];
  if (parts.length !== 3) return text;
  const [header, payload, signature] = parts;
  return (
    <>
      <span className={COLOURS[0]}>{header}</span>.<span className={COLOURS[1]}>{payload}</span>.
      <span className={COLOURS[2]}>{signature}</span>
    </>
  );
}
