import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Docker from "dockerode";
import { OtherNetwork, otherNetworkRefusal } from "@/e2e/panel/other-network";
import { dockerAt } from "@/e2e/panel/run-traces";
import { findSurroundings } from "@/e2e/panel/surroundings";
import { unmountBelow } from "@/e2e/soak/disks/mounts";
import { Daemon } from "@/e2e/soak/engine/daemon";
import { relayRegistry } from "@/e2e/soak/engine/registry-relay";
import { pingEngine } from "@/lib/launch/engine-ping.mjs";
import { findOnPath } from "@/lib/launch/machine.mjs";

const PING_TIMEOUT_MS = 1000;
const START_TIMEOUT_MS = 60_000;
const PROGRAMS = ["dockerd", "containerd", "nsenter", "setpriv"];

/** Why this machine cannot have an engine of a test's own; null when it can. */
export async function privateEngineRefusal(): Promise<string | null> {
  if (process.env.SLIPWAY_ENGINE === "off") return "needs an engine";
  const missing = PROGRAMS.find((program) => findOnPath(program) === undefined);
  if (missing !== undefined) return `needs the program ${missing}`;
  const refusal = otherNetworkRefusal();
  if (refusal !== null) return refusal;
  try {
    await (await OtherNetwork.create()).remove();
    return null;
  } catch (error) {
    return `needs a network namespace: ${error instanceof Error ? error.message.split("\n")[0] : error}`;
  }
}

/**
 * An engine that a test may hang, kill and starve: a network, a store and a socket of its own, and beside it its own
 * containerd, as systemd runs them. It knows the test registry by the name that it has on this machine.
 */
export class PrivateEngine {
  readonly socket: string;
  readonly docker: Docker;
  readonly #folder: string;
  readonly #dataRoot: string;
  readonly #network: OtherNetwork;
  #containerd: Daemon | undefined;
  #dockerd: Daemon | undefined;
  #endRelay: () => Promise<void> = async () => {};

  private constructor(folder: string, dataRoot: string, network: OtherNetwork) {
    this.#folder = folder;
    this.#dataRoot = dataRoot;
    this.#network = network;
    this.socket = join(folder, "docker.sock");
    this.docker = dockerAt(this.socket);
  }

  /** @param dataRoot an empty folder that the test makes and removes; one of its own unless given */
  static async open(dataRoot?: string): Promise<PrivateEngine> {
    const { registry } = await findSurroundings();
    const folder = await mkdtemp(join(tmpdir(), "slipway-engine-"));
    const network = await OtherNetwork.create();
    const engine = new PrivateEngine(folder, dataRoot ?? join(folder, "store"), network);
    try {
      engine.#endRelay = await relayRegistry(network, registry, folder);
      await mkdir(join(folder, "containerd"));
      // Without Kubernetes' half it is there at once.
      await writeFile(
        join(folder, "containerd.toml"),
        'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n',
      );
      await engine.#startContainerd();
      await engine.start();
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  /** What starts a program in the engine's network: ports that the engine publishes are on the loopback there. */
  through(): readonly string[] {
    return this.#network.entering("env", []);
  }

  async start(): Promise<void> {
    const { socket } = this;
    const command = this.#network.entering("dockerd", [
      ...["--host", `unix://${socket}`, "--data-root", this.#dataRoot],
      ...["--exec-root", join(this.#folder, "exec"), "--pidfile", join(this.#folder, "docker.pid")],
      ...["--containerd", join(this.#folder, "containerd.sock"), "--config-file", this.#configPath()],
      "--storage-driver=overlay2",
    ]);
    await writeFile(this.#configPath(), "{}");
    // A killed one leaves its file, and would take whatever has that number now for itself.
    await rm(join(this.#folder, "docker.pid"), { force: true });
    const dockerd = Daemon.start("dockerd", command, join(this.#folder, "dockerd.log"));
    this.#dockerd = dockerd;
    await dockerd.answers(() => this.answers(), START_TIMEOUT_MS);
  }

  /** In order: it stops its containers, and starts those again that are to run for ever. */
  async restart(): Promise<void> {
    await this.#dockerd?.end("SIGTERM");
    await this.start();
  }

  /**
   * As the kernel's out-of-memory killer would; its containers go on meanwhile. So may the helpers that hold published
   * ports, which then keep the next engine from publishing them: that is the engine's own fault, and not what is tested.
   */
  async kill(): Promise<void> {
    // Standing still it starts no further one.
    this.hang();
    const helpers = await childrenOf(this.#dockerd?.pid ?? 0);
    await this.#dockerd?.end("SIGKILL");
    for (const pid of helpers) killIfThere(pid);
  }

  /** It still takes connections, and says nothing. */
  hang(): void {
    this.#dockerd?.signal("SIGSTOP");
  }

  wake(): void {
    this.#dockerd?.signal("SIGCONT");
  }

  async answers(): Promise<boolean> {
    return "engine" in (await pingEngine(this.socket, PING_TIMEOUT_MS));
  }

  async close(): Promise<void> {
    this.wake();
    if (await this.answers()) {
      for (const { Id } of await this.docker.listContainers({ all: true })) {
        await this.docker
          .getContainer(Id)
          .remove({ force: true, v: true })
          .catch(() => {});
      }
    }
    await this.#dockerd?.end("SIGTERM");
    await this.#containerd?.end("SIGTERM");
    await this.#endRelay();
    await this.#network.remove();
    // A killed engine leaves its own behind.
    for (const folder of [this.#dataRoot, this.#folder]) await unmountBelow(folder);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #startContainerd(): Promise<void> {
    const socket = join(this.#folder, "containerd.sock");
    const command = this.#network.entering("containerd", [
      ...["--config", join(this.#folder, "containerd.toml"), "--log-level", "warn"],
      ...[
        "--root",
        join(this.#folder, "containerd", "root"),
        "--state",
        join(this.#folder, "containerd", "state"),
      ],
      ...["--address", socket],
    ]);
    const containerd = Daemon.start("containerd", command, join(this.#folder, "containerd.log"));
    this.#containerd = containerd;
    await containerd.answers(
      () =>
        stat(socket).then(
          () => true,
          () => false,
        ),
      START_TIMEOUT_MS,
    );
  }

  #configPath(): string {
    return join(this.#folder, "daemon.json");
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  return stats.flatMap((line) => {
    const [, pid, ppid] = /^(\d+) \(.*\) \S (\d+) /.exec(line) ?? [];
    return Number(ppid) === parent ? [Number(pid)] : [];
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
