import type { Metadata } from "next";
import { ActivityScreen } from "@/components/stack-list/activity-screen";
import { requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage() {
  await requireOperator();
  return <ActivityScreen />;
}
