"use client";

import { Eye, EyeOff, SearchCheck } from "lucide-react";
import { useState } from "react";
import { MaskedDots } from "@/components/keys/masked-dots";
import { useTokenCheck } from "@/components/keys/token-check-context";
import { TokenText } from "@/components/keys/token-text";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import type { VerificationInput } from "@/lib/keys/verification-keys";

export interface KeyFact {
  /** The variable or the file, as a machine knows it. */
  readonly name: string;
  readonly value: string;
  /** What it is for, in words. */
  readonly note?: string;
  /** What must be known of it before it is handed out. */
  readonly warning?: string;
  /** Shown at once: it may be known by everybody. */
  readonly open?: boolean;
  /** What the signature of a token is checked by. */
  readonly checkedBy?: VerificationInput;
}

/** In characters: a longer value gets the row's whole width. */
const LONG = 28;

/** One value that was made: masked until revealed, copied with one click. */
export function KeyRow({ name, value, note, warning, open = false, checkedBy }: KeyFact) {
  const [shown, setShown] = useState(open);
  const { check } = useTokenCheck();
  return (
    <div className="grid grid-cols-[228px_minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-b border-line py-2 pr-2 pl-3.5 last:border-b-0 @max-[480px]:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0 py-[3px]">
        <div className="mono-xs break-all">{name}</div>
        {note && <div className="text-xs text-ink-3">{note}</div>}
        {warning && (
          <div className="mt-1">
            <Tag tone="warn">{warning}</Tag>
          </div>
        )}
      </div>
      <div
        className={classNames(
          "min-w-0 py-[3px] font-mono text-xs leading-[18px] tracking-[-0.01em] @max-[480px]:col-span-2 @max-[480px]:row-start-2",
          shown ? "break-all whitespace-pre-wrap" : "truncate",
          shown && value.length > LONG && "col-span-3 row-start-2",
        )}
      >
        {shown ? (
          <span className="select-all">
            <TokenText text={value} />
          </span>
        ) : (
          <MaskedDots />
        )}
      </div>
      <span className="col-start-3 row-start-1 flex gap-0.5 self-start @max-[480px]:col-start-2 @max-[480px]:row-start-1">
        {checkedBy && (
          <IconButton
            label={`Verify ${name}`}
            icon={<SearchCheck />}
            onClick={() => check({ token: value, hidden: !shown, by: checkedBy })}
          />
        )}
        {!open && (
          <IconButton
            label={`${shown ? "Hide" : "Reveal"} ${name}`}
            icon={shown ? <EyeOff /> : <Eye />}
            onClick={() => setShown(!shown)}
          />
        )}
        <CopyButton label={name} value={value} />
      </span>
    </div>
  );
}
