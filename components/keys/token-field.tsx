"use client";

import { Eye, X } from "lucide-react";
import { MaskedDots } from "@/components/keys/masked-dots";
import { useTokenCheck } from "@/components/keys/token-check-context";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Textarea } from "@/components/ui/textarea";
import { issueOf } from "@/lib/web/action-state";

/** The token that is checked; one that was handed over from a masked value stays masked. */
export function TokenField() {
  const { question, failure, edit, reveal } = useTokenCheck();
  return (
    <Field label="Token" group={question.hidden} error={issueOf(failure, "token")}>
      {(control) =>
        question.hidden ? (
          <div className="flex min-h-field items-center gap-0.5 rounded-md border border-line-strong bg-surface pr-1 pl-2.5 max-wide:min-h-10">
            <span className="mono-xs min-w-0 flex-1 truncate">
              <MaskedDots />
            </span>
            <IconButton label="Reveal the token" icon={<Eye />} onClick={reveal} />
            <IconButton
              label="Clear the token"
              icon={<X />}
              onClick={() => edit({ token: "", hidden: false })}
            />
          </div>
        ) : (
          <Textarea
            {...control}
            mono
            rows={5}
            autoComplete="off"
            spellCheck={false}
            placeholder="eyJ…"
            className="break-all"
            value={question.token}
            onChange={(event) => edit({ token: event.target.value })}
          />
        )
      }
    </Field>
  );
}
