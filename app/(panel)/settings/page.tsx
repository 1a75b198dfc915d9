import type { Metadata } from "next";
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  renewRecoveryCodes,
  switchOffSecondFactor,
} from "@/app/(panel)/settings/actions";
import { signOut } from "@/app/(panel)/sign-out";
import { Profile } from "@/components/account/profile";
import { SecondFactor } from "@/components/account/second-factor";
import { Sessions } from "@/components/account/sessions";
import { Page } from "@/components/shell/page";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { operator, worker } = await requireOperator();
  const { sessions } = await pageCall(worker.call(routes["sessions.list"], {}));
  const factor = await pageCall(worker.call(routes["second-factor.show"], {}));
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
      <Sessions sessions={sessions} nowMs={nowMs} endSession={endSession} endOthers={endOtherSessions} />
    </Page>
  );
}
