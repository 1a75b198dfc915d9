"use client";

import { createContext, type ReactNode, useContext } from "react";
import { hasRole, type Role } from "@/lib/api/contract/roles";

const RoleContext = createContext<Role>("viewer");

export interface RoleProviderProps {
  readonly role: Role;
  readonly children: ReactNode;
}

/** Whose page it is. What is hidden by it is refused by the worker all the same. */
export function RoleProvider({ role, children }: RoleProviderProps) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether the person may do what takes this role. */
export function useMay(needed: Role): boolean {
  return hasRole(useContext(RoleContext), needed);
}

/** Buttons and links that only lead somewhere for operators. */
export function OperatorOnly({ children }: { readonly children: ReactNode }) {
  return useMay("operator") ? children : null;
}
