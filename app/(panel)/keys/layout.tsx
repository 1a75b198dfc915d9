import type { Metadata } from "next";
import type { ReactNode } from "react";
import { verifyToken } from "@/app/(panel)/keys/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { KeysFrame } from "@/components/keys/keys-frame";
import { TopBar } from "@/components/shell/top-bar";
import { hasRole } from "@/lib/api/contract/roles";
import { requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysLayout({ children }: { readonly children: ReactNode }) {
  const { operator } = await requireOperator();
  if (!hasRole(operator.role, "operator")) {
    return (
      <>
        <TopBar title="Keys" />
        <RoleNotice needed="operator" what="Making keys" instead={{ href: "/", label: "All stacks" }} />
      </>
    );
  }
  return <KeysFrame verify={verifyToken}>{children}</KeysFrame>;
}
