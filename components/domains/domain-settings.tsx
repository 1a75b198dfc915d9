"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { Field } from "@/components/ui/field";
import { MachineInput } from "@/components/ui/machine-input";
import { Panel, PanelBody } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { SwitchField } from "@/components/ui/switch-field";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import type { DomainsView, DomainSettings as Settings } from "@/lib/api/contract/domains";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface DomainSettingsProps {
  readonly view: DomainsView;
  readonly save: (input: Settings) => Promise<ActionState<{ failure: ErrorView | null }>>;
}

/** Where certificates come from, which addresses count as this server's, and whether the panel has its own name. */
export function DomainSettings({ view, save }: DomainSettingsProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const [given, setGiven] = useState(view.settings);
  const [addresses, setAddresses] = useState(view.settings.publicAddresses.join(" "));
  // An address of the list is named by its place in it.
  const issue = (field: string) => refusal?.issues?.find((each) => each.field.startsWith(field))?.message;
  const change = (part: Partial<Settings>) => setGiven({ ...given, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const publicAddresses = addresses.split(/[\s,]+/).filter(Boolean);
    act({
      run: () => save({ ...given, publicAddresses }),
      onDone: ({ failure }) => {
        if (failure === null) showResult("Saved, and loaded the routes");
        router.refresh();
      },
    });
  }

  return (
    <Panel title="Certificates and names">
      <PanelBody>
        <form onSubmit={submit} className="max-w-[640px]" noValidate>
          <SwitchField
            label={
              view.panel.name === null
                ? "A name for the panel"
                : `https://${view.panel.name} leads to the panel`
            }
            hint={
              view.panel.name === null
                ? `The panel's address is ${view.panel.url}. Start it on loopback with SLIPWAY_URL=https:// and your name for it, and SLIPWAY_PROXY=127.0.0.1, then switch this on.`
                : "Caddy takes the name over https and passes on to the panel's own port on this server."
            }
            error={issue("panel")}
            disabled={view.panel.name === null && !given.panel}
            checked={given.panel}
            onCheckedChange={(panel) => change({ panel })}
          />
          <Field
            label="E-mail"
            layout="row"
            hint="May be empty. The authority writes there when a certificate ends."
            error={issue("email")}
          >
            {(control) => (
              <TextInput
                {...control}
                type="email"
                autoComplete="email"
                value={given.email}
                onChange={(event) => change({ email: event.target.value.trim() })}
              />
            )}
          </Field>
          <Field
            label="Public addresses"
            layout="row"
            hint={`Only behind a router: the addresses that lead to this server. It knows ${view.addresses.join(", ") || "none"} by itself.`}
            error={issue("publicAddresses")}
          >
            {(control) => (
              <MachineInput
                {...control}
                value={addresses}
                onChange={(event) => setAddresses(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="ACME directory"
            layout="row"
            hint="Empty: Let's Encrypt. Another authority's address, as of one of your own network."
            error={issue("directory")}
          >
            {(control) => (
              <MachineInput
                {...control}
                inputMode="url"
                value={given.directory}
                onChange={(event) => change({ directory: event.target.value.trim() })}
              />
            )}
          </Field>
          <Field
            label="Its root certificate"
            layout="row"
            hint="PEM, for an authority that this server does not trust by itself."
            error={issue("roots")}
            className="border-b-0"
          >
            {(control) => (
              <Textarea
                {...control}
                mono
                spellCheck={false}
                value={given.roots}
                onChange={(event) => change({ roots: event.target.value })}
              />
            )}
          </Field>
          <Refusal error={refusal} />
          <SubmitButton pending={pending} className="mt-3">
            Save and load
          </SubmitButton>
        </form>
      </PanelBody>
    </Panel>
  );
}
