import { notFound } from "next/navigation";
import { saveRevision } from "@/app/(panel)/save-revision";
import { checkStackDraft, sendTestMail } from "@/app/(panel)/stacks/[stack]/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { SettingsEditor } from "@/components/stacks/settings/settings-editor";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { kinds } from "@/lib/stacks/registry";
import { kindForm } from "@/lib/web/kind-form";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { reachedHost } from "@/lib/web/reached-host";
import { readStack } from "@/lib/web/stack-page";

export default async function SettingsPage({ params }: { params: Promise<{ stack: string }> }) {
  const { operator, worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  if (!hasRole(operator.role, "operator")) {
    const instead = { href: `/stacks/${stack.name}/files`, label: "Look at the files" };
    return <RoleNotice needed="operator" what="Changing a stack" instead={instead} />;
  }
  const kind = Object.values(kinds).find(({ id }) => id === stack.kind);
  if (!kind) notFound();
  const { secrets } = await pageCall(worker.call(routes["stacks.secrets"], { params: { stack: stack.id } }));
  return (
    <SettingsEditor
      key={stack.id}
      stack={{
        id: stack.id,
        name: stack.name,
        revision: stack.revision,
        deployed: stack.deployedRevision !== null,
      }}
      form={kindForm(kind)}
      settings={stack.settings}
      access={stack.access}
      storedSecrets={secrets.filter((secret) => secret.provided && secret.set).map((secret) => secret.name)}
      reachedHost={await reachedHost()}
      check={checkStackDraft}
      sendTestMail={sendTestMail}
      save={saveRevision}
    />
  );
}
