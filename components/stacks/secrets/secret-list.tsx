"use client";

import { type RevealAction, StackSecret } from "@/components/stacks/secrets/stack-secret";
import { Panel } from "@/components/ui/panel";
import { ValueRowFrame } from "@/components/ui/value-row";
import type { RouteJson } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";

type Secrets = RouteJson<(typeof stackRoutes)["stacks.secrets"]>["secrets"];

type SecretListProps = { readonly stackId: string; readonly secrets: Secrets; readonly reveal: RevealAction };

/** Every secret of a stack: made by the panel or given by a person, with what hangs on it. */
export function SecretList({ stackId, secrets, reveal }: SecretListProps) {
  const made = secrets.filter((secret) => !secret.provided);
  const given = secrets.filter((secret) => secret.provided);
  return (
    <div className="grid gap-4">
      <SecretPanel title="Made for this stack" stackId={stackId} secrets={made} reveal={reveal} />
      {given.length > 0 && (
        <SecretPanel title="Given by you" stackId={stackId} secrets={given} reveal={reveal} />
      )}
    </div>
  );
}

function SecretPanel({ title, stackId, secrets, reveal }: SecretListProps & { readonly title: string }) {
  return (
    <Panel title={title} meta={`${secrets.filter((secret) => secret.set).length} of ${secrets.length} set`}>
      {secrets.map((secret) => (
        <div key={secret.name} className="border-b border-line last:border-b-0">
          {/* a box of its own, so that the row is the last in it and draws no line */}
          <div>
            {secret.set ? (
              <StackSecret label={secret.label} stackId={stackId} secret={secret.name} reveal={reveal} />
            ) : (
              <ValueRowFrame label={secret.label}>
                <span className="font-sans text-ink-3">not set</span>
              </ValueRowFrame>
            )}
          </div>
          <p className="-mt-1 pr-3.5 pb-2 pl-[174px] text-xs text-ink-3 max-wide:pl-3.5">
            {secret.variable && <span className="mono mr-1.5">{secret.variable}</span>}
            {secret.fingerprint && <span className="mono mr-1.5">fingerprint {secret.fingerprint}.</span>}
            {secret.set ? `Changing it: ${secret.consequence}` : null}
          </p>
        </div>
      ))}
    </Panel>
  );
}
