import { Banner } from "@/components/feedback/banner";

export interface LinkNoticeProps {
  /** Where such a link comes from. */
  readonly text: string;
  /** What prints one on the server. */
  readonly command: string;
}

/** In place of a form that takes the token of a one-time link, where somebody came without one. */
export function LinkNotice({ text, command }: LinkNoticeProps) {
  return (
    <div className="mt-[22px]">
      <Banner state="unknown" title="Open the one-time link.">
        {text}
      </Banner>
      <pre className="code-block mt-3 rounded-md border border-line bg-inset px-3 py-2 text-ink-2">
        {command}
      </pre>
    </div>
  );
}
