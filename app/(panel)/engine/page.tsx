import type { Metadata } from "next";
import { makePrivate } from "@/app/(panel)/make-private";
import { EngineScreen } from "@/components/engine/engine-screen";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Engine" };

export default async function EnginePage() {
  const { worker } = await requireOperator();
  const [{ socket, details, foreign }, { stacks }] = await Promise.all([
    pageCall(worker.call(routes["engine.show"], {})),
    pageCall(worker.call(routes["exposure.show"], {})),
  ]);
  return (
    <EngineScreen
      socket={socket}
      details={details}
      foreign={foreign}
      exposed={stacks}
      makePrivate={makePrivate}
    />
  );
}
