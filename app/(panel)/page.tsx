import type { Metadata } from "next";
import { stackCommands } from "@/app/(panel)/stack-commands";
import { StacksScreen } from "@/components/stack-list/stacks-screen";
import { kinds } from "@/lib/stacks/registry";
import { requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Stacks" };

export default async function StacksPage() {
  await requireOperator();
  const titles = Object.values(kinds).map(({ id, title }) => ({ id, title }));
  return <StacksScreen kinds={titles} commands={stackCommands} />;
}
