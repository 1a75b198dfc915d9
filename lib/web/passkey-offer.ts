import { routes } from "@/lib/api/contract/routes";
import { pageCall } from "@/lib/web/operator";
import { isReachedAt } from "@/lib/web/reached-host";
import { workerForRequest } from "@/lib/web/worker-access";

/** Whether somebody may sign in with a passkey on this very page. */
export async function offersPasskeys(): Promise<boolean> {
  const worker = await workerForRequest();
  const { origin } = await pageCall(worker.call(routes["passkeys.offer"], {}));
  return isReachedAt(origin);
}
