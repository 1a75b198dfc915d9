import type { ReactNode } from "react";
import { provePassword } from "@/app/(panel)/prove-password";
import { signOut } from "@/app/(panel)/sign-out";
import { stackCommands } from "@/app/(panel)/stack-commands";
import { LiveProvider } from "@/components/live/live-provider";
import { PanelShell } from "@/components/live/panel-shell";
import { requireOperator } from "@/lib/web/operator";
import { readSnapshot } from "@/lib/web/snapshot";

export default async function PanelLayout({ children }: { readonly children: ReactNode }) {
  const { operator } = await requireOperator();
  return (
    <LiveProvider initial={await readSnapshot()}>
      <PanelShell operator={operator} commands={stackCommands} signOut={signOut} prove={provePassword}>
        {children}
      </PanelShell>
    </LiveProvider>
  );
}
