import type { SelectOption } from "@/components/ui/select";
import { ROLES, type Role } from "@/lib/api/contract/roles";

/** What each role may do, said where one is chosen. */
export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  viewer: "sees stacks, logs and jobs, no secrets, and changes nothing",
  operator:
    "sees everything, deploys, changes and removes stacks, and reveals secrets: as good as root on this server",
  owner: "does all that an operator does, lets people in and out, and reads the audit log",
};

export const ROLE_OPTIONS: readonly SelectOption[] = ROLES.map((role) => ({ value: role, label: role }));

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value);
}
