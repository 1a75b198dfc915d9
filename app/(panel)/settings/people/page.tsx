import type { Metadata } from "next";
import {
  changeRole,
  invitePerson,
  removePerson,
  resetPasskeys,
  resetSecondFactor,
  revokeInvitation,
} from "@/app/(panel)/settings/people/actions";
import { OwnerNotice } from "@/components/account/owner-notice";
import { Invitations } from "@/components/people/invitations";
import { PeopleList } from "@/components/people/people-list";
import { Page } from "@/components/shell/page";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { operator, worker } = await requireOperator();
  if (!hasRole(operator.role, "owner")) return <OwnerNotice what="Letting people in" />;
  const { people, invitations } = await pageCall(worker.call(routes["people.list"], {}));
  const nowMs = Date.now();
  return (
    <Page className="grid gap-4">
      <PeopleList
        people={people}
        ownId={operator.id}
        nowMs={nowMs}
        changeRole={changeRole}
        remove={removePerson}
        reset={{ factor: resetSecondFactor, passkeys: resetPasskeys }}
      />
      <Invitations invitations={invitations} nowMs={nowMs} invite={invitePerson} revoke={revokeInvitation} />
    </Page>
  );
}
