"use client";

import {
  type RenewAction,
  RenewSecret,
  type RenewSecretProps,
  type StackSecretView,
} from "@/components/stacks/secrets/renew-secret";
import { type RevealAction, StackSecret } from "@/components/stacks/secrets/stack-secret";
import { Panel } from "@/components/ui/panel";
import { ValueRowFrame } from "@/components/ui/value-row";

type SecretListProps = {
  readonly stack: RenewSecretProps["stack"];
  readonly secrets: readonly StackSecretView[];
  readonly reveal: RevealAction;
  readonly renew: RenewAction;
};

/** Every secret of a stack: made by the panel or given by a person, with what hangs on it. */
export function SecretList(props: SecretListProps) {
  const made = props.secrets.filter((secret) => !secret.provided);
  const given = props.secrets.filter((secret) => secret.provided);
  return (
    <div className="grid gap-4">
      <SecretPanel {...props} title="Made for this stack" shown={made} />
      {given.length > 0 && <SecretPanel {...props} title="Given by you" shown={given} />}
    </div>
  );
}

type SecretPanelProps = SecretListProps & {
  readonly title: string;
  readonly shown: readonly StackSecretView[];
};

function SecretPanel({ title, shown, stack, secrets, reveal, renew }: SecretPanelProps) {
  return (
    <Panel title={title} meta={`${shown.filter((secret) => secret.set).length} of ${shown.length} set`}>
      {shown.map((secret) => (
        <div key={secret.name} className="border-b border-line last:border-b-0">
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
          <div className="-mt-1 flex items-start gap-3 pr-2 pb-2 pl-[174px] max-wide:pl-3.5">
            <p className="min-w-0 flex-1 text-xs text-ink-3">
              {secret.variable && <span className="mono mr-1.5">{secret.variable}</span>}
              {secret.fingerprint && <span className="mono mr-1.5">fingerprint {secret.fingerprint}.</span>}
              {secret.set ? (secret.fixed ?? `Changing it: ${secret.consequence}`) : null}
            </p>
            <RenewSecret stack={stack} secret={secret} secrets={secrets} renew={renew} />
          </div>
        </div>
      ))}
    </Panel>
  );
}
