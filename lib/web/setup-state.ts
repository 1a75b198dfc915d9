import { cache } from "react";
import type { RouteJson } from "@/lib/api/contract/route";
import { routes } from "@/lib/api/contract/routes";
import { pageCall } from "@/lib/web/operator";
import { workerForRequest } from "@/lib/web/worker-access";

/** Whether an owner is still to be made. */
export const readSetupState = cache(async (): Promise<RouteJson<(typeof routes)["setup.state"]>> => {
  const worker = await workerForRequest();
  return pageCall(worker.call(routes["setup.state"], {}));
});
