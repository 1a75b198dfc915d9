import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import type { OtherNetwork } from "@/e2e/panel/other-network";

/**
 * The test registry under the very name that it has here, in a network that this machine's loopback is not part of.
 * @param host `127.0.0.1:port` @param folder for the socket file
 * @returns what ends it
 */
export async function relayRegistry(
  network: OtherNetwork,
  host: string,
  folder: string,
): Promise<() => Promise<void>> {
  const port = Number(host.split(":")[1]);
  const socketPath = join(folder, "registry.sock");
  const here = createServer((far) => {
    const registry = connect(port, "127.0.0.1");
    far.pipe(registry).pipe(far);
    far.on("error", () => {}).on("close", () => registry.destroy());
    registry.on("error", () => {}).on("close", () => far.destroy());
  });
  here.listen(socketPath);
  await once(here, "listening");
  const [program, ...args] = network.entering(process.execPath, [
    join(import.meta.dirname, "relay.mjs"),
    String(port),
    socketPath,
  ]);
  const there = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(there, "exit");
  await Promise.race([
    once(there.stdout, "data"),
    gone.then(() => Promise.reject(new Error("The relay to the test registry did not start"))),
  ]);
  return async () => {
    there.kill("SIGKILL");
    await gone;
    here.close();
  };
}
