import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Codes for the day when the phone is lost, shown now and never again. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  return (
    <div>
      <p className="max-w-[66ch] text-ink-2">
        <b className="font-semibold text-ink">Keep these recovery codes.</b> Each stands in for the app once,
        as when the phone is lost. They are not shown again, and earlier ones no longer work.
      </p>
      <div className="mt-3 flex w-fit max-w-full items-start gap-2 rounded-md border border-line bg-inset px-3 py-2.5">
        <ul
          aria-label="Recovery codes"
          className="mono-xs grid grid-cols-2 gap-x-6 gap-y-1 select-all max-wide:grid-cols-1"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton label="recovery codes" value={codes.join("\n")} />
      </div>
      <Button variant="primary" size="field" className="mt-4" onClick={onKept}>
        I have kept them
      </Button>
    </div>
  );
}
