"use client";

import Link from "next/link";
import { useMay } from "@/components/account/role-context";
import type { StackSecretView } from "@/components/stacks/secrets/renew-secret";
import { SecretRow, type SecretRowProps } from "@/components/stacks/secrets/secret-row";
import { plural } from "@/components/ui/format";
import { GroupHead } from "@/components/ui/group-head";
import { Panel, PanelBody } from "@/components/ui/panel";

/** Every secret of a stack: made by the panel or given by a person, by what it is for. */
export function SecretList(props: Omit<SecretRowProps, "secret">) {
  const operates = useMay("operator");
  const made = props.secrets.filter((secret) => !secret.provided);
  const given = props.secrets.filter((secret) => secret.provided && secret.set);
  const open = props.secrets.length - made.length - given.length;
  return (
    <div className="grid gap-4">
      <Panel title="Made for this stack" meta={plural(made.length, "secret")}>
        {byTopic(made).map(([topic, secrets], _, { length }) => (
          <div key={topic} className="border-b border-line last:border-b-0">
            {length > 1 && <GroupHead>{topic}</GroupHead>}
            {secrets.map((secret) => (
              <SecretRow key={secret.name} {...props} secret={secret} />
            ))}
          </div>
        ))}
      </Panel>
      {given.length + open > 0 && (
        <Panel title="Given by you" meta={plural(given.length, "secret")}>
          {given.map((secret) => (
            <SecretRow key={secret.name} {...props} secret={secret} />
          ))}
          {open > 0 && (
            <PanelBody className="text-xs text-ink-3">
              {`${plural(open, given.length === 0 ? "secret" : "further secret")} can be given`}
              {operates ? (
                <>
                  {" in the "}
                  <Link className="link" href={`/stacks/${props.stack.name}/settings`}>
                    settings
                  </Link>
                  {": keys of mail servers, sign-in providers and the like."}
                </>
              ) : (
                " by an operator, in the settings."
              )}
            </PanelBody>
          )}
        </Panel>
      )}
    </div>
  );
}

function byTopic(secrets: readonly StackSecretView[]): [string, StackSecretView[]][] {
  const topics = new Map<string, StackSecretView[]>();
  for (const secret of secrets) {
    const group = topics.get(secret.topic);
    if (group) group.push(secret);
    else topics.set(secret.topic, [secret]);
  }
  return [...topics];
}
