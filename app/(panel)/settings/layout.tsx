import type { ReactNode } from "react";
import { TopBar } from "@/components/shell/top-bar";
import { LinkTabs } from "@/components/ui/link-tabs";
import { hasRole } from "@/lib/api/contract/roles";
import { requireOperator } from "@/lib/web/operator";

const EVERYBODYS = [
  { href: "/settings", label: "Account" },
  { href: "/settings/tokens", label: "API tokens" },
  { href: "/settings/api", label: "API" },
];
const OWNERS = [
  { href: "/settings/people", label: "People" },
  { href: "/settings/audit", label: "Audit" },
  { href: "/settings/backups", label: "Backups" },
  { href: "/settings/access", label: "Access" },
  { href: "/settings/domains", label: "Domains" },
];

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const { operator } = await requireOperator();
  return (
    <>
      <TopBar title="Settings" />
      <LinkTabs
        label="Settings"
        tabs={hasRole(operator.role, "owner") ? [...EVERYBODYS, ...OWNERS] : EVERYBODYS}
      />
      {children}
    </>
  );
}
