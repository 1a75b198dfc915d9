"use client";

import { KeyRound, Smartphone, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { PanelRefusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { RemovePersonDialog, type RemovePersonDialogProps } from "@/components/people/remove-person-dialog";
import { ResetDialog, type ResetDialogProps } from "@/components/people/reset-dialog";
import { isRole, ROLE_OPTIONS } from "@/components/people/role-text";
import {
  ActionHeaderCell,
  Cell,
  DataTable,
  HeaderCell,
  TableHead,
  TableRow,
} from "@/components/ui/data-table";
import { plural } from "@/components/ui/format";
import { Menu } from "@/components/ui/menu";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { Tag } from "@/components/ui/tag";
import type { PersonView } from "@/lib/api/contract/people";
import type { Role } from "@/lib/api/contract/roles";
import type { ActionState } from "@/lib/web/action-state";

export interface PeopleListProps extends Pick<RemovePersonDialogProps, "remove"> {
  readonly reset: ResetDialogProps["reset"];
  readonly people: readonly PersonView[];
  /** Of whoever looks: their own account is for another owner to change. */
  readonly ownId: string;
  readonly nowMs: number;
  readonly changeRole: (input: { person: string; role: Role }) => Promise<ActionState<null>>;
}

/** Everybody with an account: role, since when, when last seen. */
export function PeopleList({ people, ownId, nowMs, changeRole, remove, reset }: PeopleListProps) {
  const router = useRouter();
  const { act, pending: changing, refusal } = useProvenAction();
  const { keeper, keepFocus } = useKeptFocus();
  const [chosen, setChosen] = useState<{ person: string; role: Role } | null>(null);
  const [removing, setRemoving] = useState<PersonView | null>(null);
  const [resetting, setResetting] = useState<ResetDialogProps["chosen"]>(null);

  function choose(person: PersonView, role: string): void {
    if (!isRole(role) || role === person.role) return;
    setChosen({ person: person.id, role });
    act({
      run: () => changeRole({ person: person.id, role }),
      onDone: () => {
        showResult(`${person.name} is ${role === "viewer" ? "a" : "an"} ${role} now`);
        router.refresh();
      },
      onEnd: () => setChosen(null),
    });
  }

  return (
    <div {...keeper}>
      <Panel title="People" meta={people.length === 1 ? "only you" : `${people.length}`}>
        <PanelRefusal error={refusal} />
        <DataTable caption="People">
          <TableHead>
            <HeaderCell>Name</HeaderCell>
            <HeaderCell>Role</HeaderCell>
            <HeaderCell wideOnly>Since</HeaderCell>
            <HeaderCell wideOnly>Last seen</HeaderCell>
            <ActionHeaderCell />
          </TableHead>
          <tbody>
            {people.map((person) => (
              <TableRow key={person.id}>
                <Cell>
                  <span className="flex flex-wrap items-center gap-2 font-medium [overflow-wrap:anywhere]">
                    {person.name}
                    {person.id === ownId && <Tag tone="accent">you</Tag>}
                    {person.secondFactor && <Tag>second factor</Tag>}
                    {person.passkeys > 0 && <Tag>{plural(person.passkeys, "passkey")}</Tag>}
                  </span>
                  <span className="hidden text-xs text-ink-3 max-wide:block">
                    <LastSeen person={person} nowMs={nowMs} />
                  </span>
                </Cell>
                <Cell>
                  {person.id === ownId ? (
                    <span title="Another owner can change your role">{person.role}</span>
                  ) : (
                    <Select
                      label={`Role of ${person.name}`}
                      size="control"
                      options={ROLE_OPTIONS}
                      disabled={changing}
                      value={chosen?.person === person.id ? chosen.role : person.role}
                      onValueChange={(role) => choose(person, role)}
                    />
                  )}
                </Cell>
                <Cell wideOnly className="text-ink-2">
                  <RelativeTime atMs={Date.parse(person.createdAt)} nowMs={nowMs} />
                </Cell>
                <Cell wideOnly className="text-ink-2">
                  <LastSeen person={person} nowMs={nowMs} />
                </Cell>
                <Cell align="right">
                  {person.id !== ownId && (
                    <Menu
                      label={`Actions for ${person.name}`}
                      entries={[
                        {
                          type: "action",
                          label: "Reset the second factor",
                          icon: <Smartphone />,
                          hint: person.secondFactor ? undefined : "there is none",
                          disabled: !person.secondFactor,
                          onSelect: () => setResetting({ person, what: "factor" }),
                        },
                        {
                          type: "action",
                          label: "Remove the passkeys",
                          icon: <KeyRound />,
                          hint: person.passkeys > 0 ? undefined : "there are none",
                          disabled: person.passkeys === 0,
                          onSelect: () => setResetting({ person, what: "passkeys" }),
                        },
                        { type: "separator" },
                        {
                          type: "action",
                          label: "Remove",
                          hint: "asks for the name",
                          icon: <Trash2 />,
                          danger: true,
                          onSelect: () => setRemoving(person),
                        },
                      ]}
                    />
                  )}
                </Cell>
              </TableRow>
            ))}
          </tbody>
        </DataTable>
        <ResetDialog chosen={resetting} reset={reset} onClose={() => setResetting(null)} />
        <RemovePersonDialog
          person={removing}
          remove={remove}
          onClose={() => setRemoving(null)}
          focusAfter={keepFocus}
        />
      </Panel>
    </div>
  );
}

function LastSeen({ person, nowMs }: { readonly person: PersonView; readonly nowMs: number }) {
  if (person.lastSeenAt === null) return "not seen yet";
  return (
    <>
      <span className="wide:hidden">seen </span>
      <RelativeTime atMs={Date.parse(person.lastSeenAt)} nowMs={nowMs} />
    </>
  );
}
