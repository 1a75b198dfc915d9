import { CopyButton } from "@/components/ui/copy-button";

export interface OneTimeLinkProps {
  /** What it is, as "Invitation". */
  readonly label: string;
  readonly url: string;
  readonly text: string;
}

/** A link that is shown now and never again. */
export function OneTimeLink({ label, url, text }: OneTimeLinkProps) {
  return (
    <div role="status" className="mt-4 rounded-md border border-line bg-inset px-3 py-2.5">
      <div className="flex items-start gap-2">
        <code className="mono-xs min-w-0 flex-1 leading-[22px] break-all select-all">{url}</code>
        <CopyButton label={`${label} link`} value={url} />
      </div>
      <p className="mt-1 text-xs text-ink-3">{text}</p>
    </div>
  );
}
