import type { ReactNode } from "react";
import { listVolumes, removeStack, runVerb, takeDownStack } from "@/app/(panel)/stacks/[stack]/actions";
import { countBackups } from "@/app/(panel)/stacks/[stack]/backups/actions";
import { StackHeader } from "@/components/stacks/stack-header";
import { kindBacksUp } from "@/lib/web/kind-backups";
import { kindTitle } from "@/lib/web/kind-form";
import { functionsService } from "@/lib/web/kind-functions";
import { readStack } from "@/lib/web/stack-page";

type StackLayoutProps = { params: Promise<{ stack: string }>; children: ReactNode };

export async function generateMetadata({ params }: StackLayoutProps) {
  return { title: (await params).stack };
}

export default async function StackLayout({ params, children }: StackLayoutProps) {
  const stack = await readStack((await params).stack);
  return (
    <>
      <StackHeader
        first={stack}
        kindTitle={kindTitle(stack.kind)}
        functionsService={functionsService(stack.kind)}
        backsUp={kindBacksUp(stack.kind)}
        run={runVerb}
        takeDown={takeDownStack}
        remove={{ volumes: listVolumes, backups: countBackups, remove: removeStack }}
      />
      {children}
    </>
  );
}
