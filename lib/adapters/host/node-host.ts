import { createSocket } from "node:dgram";
import { readFile, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import {
  availableParallelism,
  cpus,
  freemem,
  hostname,
  loadavg,
  networkInterfaces,
  totalmem,
  userInfo,
} from "node:os";
import { isInPortTable } from "@/lib/adapters/host/port-table";
import type { Host, HostReading } from "@/lib/ports/host";

type CpuTimes = { busyMs: number; totalMs: number };

/** Who signs in to a new server where this process cannot know a name: the providers' images have this user. */
const USUAL_SIGN_IN = "root";

/** The machine that this process runs on. */
export class NodeHost implements Host {
  readonly #container: { data: string } | null;
  #last: CpuTimes = cpuTimes();

  /**
   * @param container the data folder, a volume of the engine, when this process runs in one of its containers: figures
   *   of the machine are seen from there, its folders and people are not
   */
  constructor(container: { data: string } | null) {
    this.#container = container;
  }

  async reading(): Promise<HostReading> {
    const now = cpuTimes();
    const totalMs = now.totalMs - this.#last.totalMs;
    const cpuPercent = totalMs <= 0 ? 0 : ((now.busyMs - this.#last.busyMs) / totalMs) * 100;
    this.#last = now;
    return {
      cpuPercent: Math.min(100, Math.max(0, cpuPercent)),
      cores: availableParallelism(),
      load: loadavg()[0] ?? 0,
      memoryTotalBytes: totalmem(),
      memoryAvailableBytes: await availableMemory(),
    };
  }

  async disk(folder: string): Promise<{ totalBytes: number; freeBytes: number } | null> {
    try {
      // The engine keeps volumes below its own folder, so ours lies on the disk that is asked for.
      const { blocks, bavail, bsize } = await statfs(this.#container?.data ?? folder);
      return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EACCES")) {
        return null;
      }
      throw error;
    }
  }

  async portInUse(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    if (await isInPortTable(port, protocol)) return true;
    // Where there are no tables, as on macOS, trying shows it.
    return protocol === "tcp" ? tcpInUse(port) : udpInUse(port);
  }

  signInTarget(): string {
    return `${this.#container === null ? userInfo().username : USUAL_SIGN_IN}@${outwardAddress() ?? hostname()}`;
  }
}

/** Interfaces that Docker makes lead to containers, not to this machine's network. */
const CONTAINER_INTERFACE = /^(docker|br-|veth)/;

function outwardAddress(): string | undefined {
  return Object.entries(networkInterfaces())
    .filter(([name]) => !CONTAINER_INTERFACE.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

function cpuTimes(): CpuTimes {
  let busyMs = 0;
  let totalMs = 0;
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    totalMs += all;
    busyMs += all - times.idle;
  }
  return { busyMs, totalMs };
}

/** Linux counts caches that it would give up; elsewhere there is only what is free. */
async function availableMemory(): Promise<number> {
  const text = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024;
}

// A port that this user may not bind (below 1024) is not in use for that: the engine binds as root.
const IN_USE = "EADDRINUSE";

function tcpInUse(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve("code" in error && error.code === IN_USE));
    server.listen({ port, host: "0.0.0.0", exclusive: true }, () => server.close(() => resolve(false)));
  });
}

function udpInUse(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", (error) => {
      socket.close();
      resolve("code" in error && error.code === IN_USE);
    });
    socket.bind({ port, address: "0.0.0.0", exclusive: true }, () => socket.close(() => resolve(false)));
  });
}
