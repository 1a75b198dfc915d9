import type { Metadata } from "next";
import {
  addPasskey,
  askDeviceForPasskey,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  removePasskey,
  renamePasskey,
  renewRecoveryCodes,
  switchOffSecondFactor,
} from "@/app/(panel)/settings/actions";
import { signOut } from "@/app/(panel)/sign-out";
import { Passkeys } from "@/components/account/passkeys";
import { Profile } from "@/components/account/profile";
import { SecondFactor } from "@/components/account/second-factor";
import { Sessions } from "@/components/account/sessions";
import { Page } from "@/components/shell/page";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { isReachedAt } from "@/lib/web/reached-host";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { operator, worker } = await requireOperator();
  const { sessions } = await pageCall(worker.call(routes["sessions.list"], {}));
  const factor = await pageCall(worker.call(routes["second-factor.show"], {}));
  const passkeys = await pageCall(worker.call(routes["passkeys.list"], {}));
  const nowMs = Date.now();
  return (
    <Page className="grid gap-4">
      <Profile operator={operator} changePassword={changePassword} signOut={signOut} />
      <SecondFactor
        {...factor}
        nowMs={nowMs}
        begin={beginSecondFactor}
        confirm={confirmSecondFactor}
        renewCodes={renewRecoveryCodes}
        switchOff={switchOffSecondFactor}
      />
      <Passkeys
        {...passkeys}
        here={await isReachedAt(passkeys.origin)}
        nowMs={nowMs}
        askDevice={askDeviceForPasskey}
        add={addPasskey}
        rename={renamePasskey}
        remove={removePasskey}
      />
      <Sessions sessions={sessions} nowMs={nowMs} endSession={endSession} endOthers={endOtherSessions} />
    </Page>
  );
}
