import { restartService } from "@/app/(panel)/stacks/[stack]/actions";
import {
  createFunction,
  deleteFunction,
  readFunctionFile,
  removeFunctionFile,
  saveFunctionFile,
  uploadFunction,
} from "@/app/(panel)/stacks/[stack]/functions/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { FunctionScreen } from "@/components/functions/function-screen";
import { NoFunctions } from "@/components/functions/no-functions";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { FUNCTIONS_DEADLINE_MS, functionsAnswer } from "@/lib/web/functions-answer";
import { requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

type FunctionPageProps = { params: Promise<{ stack: string; function: string }> };

export default async function FunctionPage({ params }: FunctionPageProps) {
  const { operator, worker } = await requireOperator();
  const given = await params;
  const stack = await readStack(given.stack);
  if (!hasRole(operator.role, "operator")) {
    const instead = { href: `/stacks/${stack.name}/functions`, label: "Look at the list" };
    return <RoleNotice needed="operator" what="Reading and changing a function" instead={instead} />;
  }
  const answer = await functionsAnswer(
    worker.call(
      routes["functions.show"],
      { params: { stack: stack.id, function: decodeURIComponent(given.function) } },
      { deadlineMs: FUNCTIONS_DEADLINE_MS },
    ),
  );
  if ("error" in answer) return <NoFunctions stackName={stack.name} error={answer.error} />;
  return (
    <FunctionScreen
      key={answer.value.name}
      stack={{ id: stack.id, name: stack.name }}
      one={answer.value}
      actions={{
        create: createFunction,
        upload: uploadFunction,
        remove: deleteFunction,
        restart: restartService,
        read: readFunctionFile,
        save: saveFunctionFile,
        removeFile: removeFunctionFile,
      }}
    />
  );
}
