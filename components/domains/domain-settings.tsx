"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { Panel, PanelBody } from "@/components/ui/panel";
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
  const proven = useProof();
  const [given, setGiven] = useState(view.settings);
  const [addresses, setAddresses] = useState(view.settings.publicAddresses.join(" "));
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const issue = (field: string) => refusal?.issues?.find((each) => each.field.startsWith(field))?.message;
  const change = (part: Partial<Settings>) => setGiven({ ...given, ...part });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setRefusal(null);
    start(async () => {
      const publicAddresses = addresses.split(/[\s,]+/).filter(Boolean);
      const state = await proven(() => save({ ...given, publicAddresses }));
      if (state.status === "failed") return setRefusal(state.error);
      if (state.status !== "done") return;
      if (state.value.failure === null) showResult("Saved, and loaded the routes");
      router.refresh();
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
              <TextInput
                {...control}
                mono
                autoComplete="off"
                spellCheck={false}
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
              <TextInput
                {...control}
                mono
                autoComplete="off"
                spellCheck={false}
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
          {refusal && (
            <FieldError>
              {sentence(refusal.message)} {refusal.fix}
            </FieldError>
          )}
          <Button type="submit" variant="primary" size="field" pending={pending} className="mt-3">
            Save and load
          </Button>
        </form>
      </PanelBody>
    </Panel>
  );
}
