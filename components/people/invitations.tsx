"use client";

import { useRouter } from "next/navigation";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { InviteForm, type InviteFormProps } from "@/components/people/invite-form";
import { Button } from "@/components/ui/button";
import {
  ActionHeaderCell,
  Cell,
  DataTable,
  HeaderCell,
  TableHead,
  TableRow,
} from "@/components/ui/data-table";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationView } from "@/lib/api/contract/people";
import type { ActionState } from "@/lib/web/action-state";

export interface InvitationsProps extends Pick<InviteFormProps, "invite"> {
  readonly invitations: readonly InvitationView[];
  readonly nowMs: number;
  readonly revoke: (input: { invitation: string }) => Promise<ActionState<null>>;
}

/** The way to let somebody in, and the links that nobody has used yet. */
export function Invitations({ invitations, nowMs, invite, revoke }: InvitationsProps) {
  const router = useRouter();
  const { keeper, keepFocus } = useKeptFocus();
  const { act, isPending, refusal } = useProvenAction();

  function end({ id }: InvitationView): void {
    act({
      target: id,
      run: () => revoke({ invitation: id }),
      onDone: () => {
        showResult("Ended the invitation", "its link no longer works");
        keepFocus();
        router.refresh();
      },
    });
  }

  return (
    <div {...keeper}>
      <Panel
        title="Invite somebody"
        meta={invitations.length > 0 ? `${invitations.length} not used yet` : undefined}
      >
        <PanelBody>
          <InviteForm invite={invite} open={invitations.map(({ id }) => id)} />
          <Refusal error={refusal} />
        </PanelBody>
        {invitations.length > 0 && (
          <div className="border-t border-line">
            <DataTable caption="Invitations that nobody has used">
              <TableHead>
                <HeaderCell>For</HeaderCell>
                <HeaderCell>Role</HeaderCell>
                <HeaderCell wideOnly>Made by</HeaderCell>
                <HeaderCell wideOnly>Ends</HeaderCell>
                <ActionHeaderCell />
              </TableHead>
              <tbody>
                {invitations.map((invitation) => (
                  <TableRow key={invitation.id}>
                    <Cell className="[overflow-wrap:anywhere]">{invitation.note || "Somebody"}</Cell>
                    <Cell>{invitation.role}</Cell>
                    <Cell wideOnly className="text-ink-2">
                      {invitation.createdBy}
                    </Cell>
                    <Cell wideOnly className="text-ink-2">
                      <RelativeTime atMs={Date.parse(invitation.expiresAt)} nowMs={nowMs} />
                    </Cell>
                    <Cell align="right">
                      <Button
                        size="small"
                        aria-label={`End the invitation of ${invitation.note || "somebody"}`}
                        pending={isPending(invitation.id)}
                        onClick={() => end(invitation)}
                      >
                        End
                      </Button>
                    </Cell>
                  </TableRow>
                ))}
              </tbody>
            </DataTable>
          </div>
        )}
      </Panel>
    </div>
  );
}
