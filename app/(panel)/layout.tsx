import type { ReactNode } from "react";
import { askPasskeyToProve, provePasskey, provePassword, requireProof } from "@/app/(panel)/prove-password";
import { signOut } from "@/app/(panel)/sign-out";
import { stackCommands } from "@/app/(panel)/stack-commands";
import { LiveProvider } from "@/components/live/live-provider";
import { PanelShell } from "@/components/live/panel-shell";
import { PlainHttpBanner } from "@/components/shell/plain-http-banner";
import { requireOperator } from "@/lib/web/operator";
import { isReachedAt, isReadOnItsWay } from "@/lib/web/reached-host";
import { readSnapshot } from "@/lib/web/snapshot";

export default async function PanelLayout({ children }: { readonly children: ReactNode }) {
  const { operator, passkeyOrigin } = await requireOperator();
  const canUsePasskey = await isReachedAt(passkeyOrigin);
  const inClear = await isReadOnItsWay();
  return (
    <LiveProvider initial={await readSnapshot()}>
      <PanelShell
        operator={operator}
        commands={stackCommands}
        signOut={signOut}
        prove={provePassword}
        passkey={canUsePasskey ? { ask: askPasskeyToProve, prove: provePasskey } : null}
        requireProof={requireProof}
        notice={inClear && <PlainHttpBanner className="mx-6 mt-3 max-wide:mx-4" />}
      >
        {children}
      </PanelShell>
    </LiveProvider>
  );
}
