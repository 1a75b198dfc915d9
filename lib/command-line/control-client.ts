import { join, resolve } from "node:path";
import { WorkerClient } from "@/lib/client/worker-client";
import type { CommandInput } from "@/lib/command-line/command";

/** The worker of the data folder, over its control socket: whoever may open that file may do everything. */
export function controlClient({
  environment,
  folder,
}: Pick<CommandInput, "environment" | "folder">): WorkerClient {
  const data = resolve(folder, environment.SLIPWAY_DATA || "data");
  return new WorkerClient({ socketPath: join(data, "run", "control.sock"), peer: "command line" });
}
