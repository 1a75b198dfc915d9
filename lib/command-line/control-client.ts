import { join, resolve } from "node:path";
import { WorkerClient } from "@/lib/client/worker-client";
import type { CommandInput } from "@/lib/command-line/command";
import { PanelError } from "@/lib/errors";

/**
 * The worker of the data folder, over its control socket: whoever may open that file may do everything.
 * @throws PanelError `not-allowed` where an API token is given, which does nothing of this
 */
export function controlClient({
  environment,
  folder,
}: Pick<CommandInput, "environment" | "folder">): WorkerClient {
  if (environment.SLIPWAY_TOKEN) {
    throw new PanelError("not-allowed", "This is done on the panel's own server, not by an API token", {
      fix: "Type it there, without SLIPWAY_TOKEN",
    });
  }
  const data = resolve(folder, environment.SLIPWAY_DATA || "data");
  return new WorkerClient({ socketPath: join(data, "run", "control.sock"), peer: "command line" });
}
