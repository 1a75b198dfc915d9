import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import type { ErrorView } from "@/lib/api/contract/views";

export interface CommandRefusalProps {
  readonly refusal: { readonly stack: string; readonly error: ErrorView } | null;
  readonly onDismiss: () => void;
  readonly className?: string;
}

/** Why a command did not become a job; stays until it is dismissed or the next command. */
export function CommandRefusal({ refusal, onDismiss, className }: CommandRefusalProps) {
  if (refusal === null) return null;
  const { stack, error } = refusal;
  return (
    <Banner
      state="failed"
      title={sentence(`${stack}: ${error.message}`)}
      onDismiss={onDismiss}
      className={className}
    >
      {error.fix}
    </Banner>
  );
}
