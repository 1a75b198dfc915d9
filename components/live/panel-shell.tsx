"use client";

import type { ReactNode } from "react";
import { ProofProvider, type ProofProviderProps } from "@/components/account/proof-provider";
import { RoleProvider } from "@/components/account/role-context";
import { type SignOutAction, useSignOut } from "@/components/account/use-sign-out";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { CommandRefusal } from "@/components/live/command-refusal";
import { EngineBanner } from "@/components/live/engine-banner";
import { useStacks } from "@/components/live/live-hooks";
import { LostConnection } from "@/components/live/lost-connection";
import { paletteItems } from "@/components/live/palette-items";
import { useStackCommand } from "@/components/live/use-stack-command";
import { AppShell } from "@/components/shell/app-shell";
import { sortStacks } from "@/components/stack-list/stack-order";
import type { StackCommand, StackCommands } from "@/components/stack-list/stack-verbs";
import type { OperatorView } from "@/lib/api/contract/views";

export interface PanelShellProps {
  readonly operator: OperatorView;
  readonly commands: StackCommands;
  readonly signOut: SignOutAction;
  readonly prove: ProofProviderProps["prove"];
  readonly passkey: ProofProviderProps["passkey"];
  readonly requireProof: ProofProviderProps["requireProof"];
  /** Above every page, for as long as it is so. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** The shell with what is live: the sidebar's stacks, the palette's items, and whether the page still hears. */
export function PanelShell(props: PanelShellProps) {
  const { operator, commands, signOut, notice, children } = props;
  const stacks = useStacks();
  const command = useStackCommand(commands);
  const leaving = useSignOut(signOut);
  const sidebar = sortStacks(stacks).map(({ id, name, state }) => ({
    id,
    name,
    state,
    href: `/stacks/${encodeURIComponent(name)}`,
  }));

  function onAction(action: string): void {
    if (action === "sign-out") {
      leaving.leave();
      return;
    }
    const [verb, id] = action.split(":", 2);
    const stack = stacks.find((each) => each.id === id);
    if (stack && isCommand(verb)) void command.run(stack, verb);
  }

  return (
    <RoleProvider role={operator.role}>
      <ProofProvider
        name={operator.name}
        prove={props.prove}
        passkey={props.passkey}
        requireProof={props.requireProof}
      >
        <AppShell
          stacks={sidebar}
          operator={operator}
          paletteItems={paletteItems(stacks, operator.role)}
          onAction={onAction}
        >
          <LostConnection />
          {notice}
          <EngineBanner when="unreachable" className="mx-6 mt-3 max-wide:mx-4" />
          <CommandRefusal
            refusal={command.refusal}
            onDismiss={command.dismiss}
            className="mx-6 mt-3 max-wide:mx-4"
          />
          {leaving.refusal && (
            <Banner
              state="failed"
              title={sentence(`You are still signed in: ${leaving.refusal.message}`)}
              onDismiss={leaving.dismiss}
              className="mx-6 mt-3 max-wide:mx-4"
            >
              {leaving.refusal.fix}
            </Banner>
          )}
          {children}
        </AppShell>
      </ProofProvider>
    </RoleProvider>
  );
}

function isCommand(verb: string | undefined): verb is StackCommand {
  return verb === "start" || verb === "stop" || verb === "restart";
}
