import { restartService } from "@/app/(panel)/stacks/[stack]/actions";
import {
  createFunction,
  deleteFunction,
  uploadFunction,
} from "@/app/(panel)/stacks/[stack]/functions/actions";
import { FunctionList } from "@/components/functions/function-list";
import { NoFunctions } from "@/components/functions/no-functions";
import { Page } from "@/components/shell/page";
import { routes } from "@/lib/api/contract/routes";
import { FUNCTIONS_DEADLINE_MS, functionsAnswer } from "@/lib/web/functions-answer";
import { requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

export default async function FunctionsPage({ params }: { params: Promise<{ stack: string }> }) {
  const { worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  const answer = await functionsAnswer(
    worker.call(
      routes["functions.list"],
      { params: { stack: stack.id } },
      { deadlineMs: FUNCTIONS_DEADLINE_MS },
    ),
  );
  if ("error" in answer) return <NoFunctions stackName={stack.name} error={answer.error} />;
  return (
    <Page>
      <FunctionList
        stack={{ id: stack.id, name: stack.name }}
        list={answer.value}
        nowMs={Date.now()}
        actions={{
          create: createFunction,
          upload: uploadFunction,
          remove: deleteFunction,
          restart: restartService,
        }}
      />
    </Page>
  );
}
