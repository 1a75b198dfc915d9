import type { Metadata } from "next";
import type { ReactNode } from "react";
import { showTarget, verifyToken } from "@/app/(panel)/keys/actions";
import { saveRevision } from "@/app/(panel)/save-revision";
import { giveSecrets } from "@/app/(panel)/stacks/[stack]/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { KeysFrame } from "@/components/keys/keys-frame";
import { TopBar } from "@/components/shell/top-bar";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysLayout({ children }: { readonly children: ReactNode }) {
  const { operator, worker } = await requireOperator();
  if (!hasRole(operator.role, "operator")) {
    return (
      <>
        <TopBar title="Keys" />
        <RoleNotice needed="operator" what="Making keys" instead={{ href: "/", label: "All stacks" }} />
      </>
    );
  }
  const { stacks } = await pageCall(worker.call(routes["stacks.list"], {}));
  const targets = {
    stacks: stacks.map(({ id, name, kind }) => ({ id, name, kind })),
    show: showTarget,
    save: saveRevision,
    give: giveSecrets,
  };
  return (
    <KeysFrame verify={verifyToken} targets={targets}>
      {children}
    </KeysFrame>
  );
}
