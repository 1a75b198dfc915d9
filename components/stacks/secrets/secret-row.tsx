"use client";

import { type GiveAction, GiveSecret } from "@/components/stacks/secrets/give-secret";
import {
  type RenewAction,
  RenewSecret,
  type RenewSecretProps,
  type StackSecretView,
} from "@/components/stacks/secrets/renew-secret";
import { SaveSecretFile } from "@/components/stacks/secrets/save-secret-file";
import { type RevealAction, StackSecret } from "@/components/stacks/secrets/stack-secret";
import { ValueRowFrame } from "@/components/ui/value-row";

export type SecretRowProps = {
  readonly stack: RenewSecretProps["stack"];
  readonly secret: StackSecretView;
  /** All of the stack's. */
  readonly secrets: readonly StackSecretView[];
  readonly reveal: RevealAction;
  readonly renew: RenewAction;
  readonly give: GiveAction;
};

/** One secret: hidden until asked for, what it is for, and the buttons that save it, take another and make another. */
export function SecretRow({ secret, stack, secrets, reveal, renew, give }: SecretRowProps) {
  return (
    <div className="border-b border-line last:border-b-0">
      {/* a box of its own, so that the row is the last in it and draws no line */}
      <div>
        {secret.set ? (
          <StackSecret label={secret.label} stackId={stack.id} secret={secret.name} reveal={reveal} />
        ) : (
          <ValueRowFrame label={secret.label}>
            <span className="font-sans text-ink-3">not set</span>
          </ValueRowFrame>
        )}
      </div>
      <div className="-mt-1 flex flex-wrap items-start gap-x-3 gap-y-1.5 pr-2 pb-2 pl-[186px] max-wide:pl-3.5">
        <p className="min-w-56 flex-1 text-xs text-ink-3">
          {/* with spaces between: elsewhere a narrow line could not break */}
          {secret.help && `${secret.help} `}
          {secret.set && secret.fixed && `${secret.fixed} `}
          {secret.variable && <span className="mono break-all">{secret.variable}</span>}{" "}
          {secret.fingerprint && (
            <span className="mono whitespace-nowrap">fingerprint {secret.fingerprint}</span>
          )}
        </p>
        <span className="flex flex-none items-center gap-0.5">
          {secret.set && secret.file !== null && (
            <SaveSecretFile stackId={stack.id} secret={secret} fileName={secret.file} reveal={reveal} />
          )}
          <GiveSecret stack={stack} secret={secret} secrets={secrets} give={give} />
          <RenewSecret stack={stack} secret={secret} secrets={secrets} renew={renew} />
        </span>
      </div>
    </div>
  );
}
