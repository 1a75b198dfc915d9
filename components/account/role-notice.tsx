"use client";

import { useMay } from "@/components/account/role-context";
import { EmptyState } from "@/components/feedback/empty-state";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button";
import type { Role } from "@/lib/api/contract/roles";

export interface RoleNoticeProps {
  readonly needed: Role;
  /** What cannot be done here, as "Make a stack". */
  readonly what: string;
  /** Where there is something to see instead. */
  readonly instead: { readonly href: string; readonly label: string };
}

/** In place of a page whose whole point is something that the person may not do. */
export function RoleNotice({ needed, what, instead }: RoleNoticeProps) {
  const may = useMay("operator")
    ? "You may do everything with stacks, and see their secrets."
    : "You may look at everything but secrets.";
  return (
    <Page>
      <EmptyState
        title={`${what} takes the role ${needed}`}
        text={`${may} An owner of the panel can give you another role, in Settings under People.`}
      >
        <ButtonLink href={instead.href} variant="primary" size="field">
          {instead.label}
        </ButtonLink>
      </EmptyState>
    </Page>
  );
}
