import { checkDraft, createStack } from "@/app/(panel)/new/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { TopBar } from "@/components/shell/top-bar";
import { NewStack } from "@/components/stacks/new/new-stack";
import { ButtonLink } from "@/components/ui/button";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { kinds } from "@/lib/stacks/registry";
import { kindForm } from "@/lib/web/kind-form";
import { requireOperator } from "@/lib/web/operator";
import { proposedAccess, reachedHost } from "@/lib/web/reached-host";

export const metadata = { title: "New stack" };

type NewPageProps = { searchParams: Promise<{ kind?: string }> };

export default async function NewStackPage({ searchParams }: NewPageProps) {
  const { operator, worker } = await requireOperator();
  if (!hasRole(operator.role, "operator")) {
    return (
      <>
        <TopBar crumbs={[{ href: "/", label: "Stacks" }]} title="New stack" />
        <RoleNotice needed="operator" what="Making a stack" instead={{ href: "/", label: "All stacks" }} />
      </>
    );
  }
  const access = await proposedAccess();
  const forms = Object.values(kinds).map(kindForm);
  // The first paint shows the files; without the worker's answer the page asks again by itself.
  const first = Object.fromEntries(
    await Promise.all(
      forms.map(async ({ id: kind }) => {
        const body = { kind, access };
        return [kind, await worker.call(routes["drafts.check"], { body }).catch(() => null)] as const;
      }),
    ),
  );
  return (
    <>
      <TopBar
        crumbs={[{ href: "/", label: "Stacks" }]}
        title="New stack"
        actions={
          <ButtonLink href="/new/import" variant="quiet">
            Import an existing .env
          </ButtonLink>
        }
      />
      <NewStack
        kinds={forms}
        wanted={(await searchParams).kind}
        first={first}
        access={access}
        reachedHost={await reachedHost()}
        check={checkDraft}
        create={createStack}
      />
    </>
  );
}
