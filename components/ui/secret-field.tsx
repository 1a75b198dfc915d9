"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { ValueRowFrame } from "@/components/ui/value-row";

export interface SecretFieldProps {
  readonly label: string;
  /** Behind the label: a mark that the value is proven. */
  readonly mark?: ReactNode;
  /** A remark at the value, as a `Tag` "servers only". */
  readonly tag?: ReactNode;
  /** What its buttons call it, as "secret key"; the label unless given. */
  readonly called?: string;
  /** Fetches the whole value, prefix and suffix included. The page holds none of it before. */
  readonly onReveal: () => Promise<string>;
  /** What may be shown around the dots: "sb_secret_", or a connection string up to its password. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** What belongs to it and is no part of it, as a user name: always shown, never copied. */
  readonly lead?: string;
  /** How many dots; not the secret's length. */
  readonly dots?: number;
}

/** A secret that stays on the server until somebody asks for it. */
export function SecretField({
  label,
  mark,
  tag,
  called = label,
  onReveal,
  prefix = "",
  suffix = "",
  lead,
  dots = 24,
}: SecretFieldProps) {
  const [value, setValue] = useState<string | undefined>(undefined);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);

  function fail(error: unknown) {
    setFailure(error instanceof Error && error.message ? error.message : "The server did not hand it out");
  }

  async function toggle() {
    setFailure(undefined);
    if (value !== undefined) {
      setValue(undefined);
      return;
    }
    setPending(true);
    try {
      setValue(await onReveal());
    } catch (error) {
      fail(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <ValueRowFrame
      label={label}
      mark={mark}
      actions={
        <>
          <IconButton
            label={`${value === undefined ? "Reveal" : "Hide"} ${called}`}
            icon={pending ? <Spinner /> : value === undefined ? <Eye /> : <EyeOff />}
            aria-busy={pending || undefined}
            onClick={pending ? undefined : toggle}
          />
          <CopyButton label={called} value={value ?? onReveal} onFailure={fail} />
        </>
      }
    >
      {value === undefined ? (
        <span className="flex min-w-0 items-center gap-x-2 gap-y-0.5 max-wide:flex-wrap">
          <span className="min-w-0 truncate">
            {lead && <Lead text={lead} />}
            {prefix}
            <span className="tracking-[0.06em] text-ink-3">
              <span aria-hidden="true">{"•".repeat(dots)}</span>
              <span className="sr-only">hidden</span>
            </span>
            {suffix}
          </span>
          {tag}
        </span>
      ) : (
        <span className="block py-1 break-all">
          {lead && <Lead text={lead} />}
          <span className="select-all">{value}</span>
          {tag && <span className="ml-2 align-middle">{tag}</span>}
        </span>
      )}
      {failure && (
        <span role="alert" className="block font-sans tracking-normal text-bad-ink">
          {failure}
        </span>
      )}
    </ValueRowFrame>
  );
}

function Lead({ text }: { readonly text: string }) {
  return <span className="mr-[1ch]">{text}</span>;
}
