import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findOnPath } from "@/lib/launch/machine.mjs";

const runProgram = promisify(execFile);

/** Why this machine cannot have a second network; null when it can. */
export function otherNetworkRefusal(): string | null {
  if (process.getuid?.() !== 0) return "needs root to make a network namespace";
  return findOnPath("ip") === undefined ? "needs the program ip (iproute2)" : null;
}

/** Somebody else's computer: a network namespace, joined to this machine by a cable of its own. */
export class OtherNetwork {
  /** This machine, as seen from there. */
  readonly hostAddress: string;
  readonly #name: string;
  readonly #cable: string;
  readonly #folder: string;

  private constructor(made: { hostAddress: string; name: string; cable: string; folder: string }) {
    this.hostAddress = made.hostAddress;
    this.#name = made.name;
    this.#cable = made.cable;
    this.#folder = made.folder;
  }

  static async create(): Promise<OtherNetwork> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-network-"));
    // Names of interfaces have 15 characters at most.
    const tail = folder.slice(-6);
    const third = Buffer.from(tail).reduce((sum, byte) => (sum * 31 + byte) % 250, 7);
    const network = new OtherNetwork({
      hostAddress: `10.213.${third}.1`,
      name: `slipway-${tail}`,
      cable: `sw-${tail}-a`,
      folder,
    });
    const theirs = `sw-${tail}-b`;
    try {
      await ip("netns", "add", network.#name);
      await ip("link", "add", network.#cable, "type", "veth", "peer", "name", theirs, "netns", network.#name);
      // An address of IPv6 that comes a second later is a changed network to Chromium, which drops what it was loading.
      await ip("link", "set", network.#cable, "addrgenmode", "none");
      await ip("-n", network.#name, "link", "set", theirs, "addrgenmode", "none");
      await ip("address", "add", `${network.hostAddress}/30`, "dev", network.#cable);
      await ip("link", "set", network.#cable, "up");
      await ip("-n", network.#name, "address", "add", `10.213.${third}.2/30`, "dev", theirs);
      await ip("-n", network.#name, "link", "set", theirs, "up");
      await ip("-n", network.#name, "link", "set", "lo", "up");
      await ip("-n", network.#name, "route", "add", "default", "via", network.hostAddress);
    } catch (error) {
      await network.remove();
      throw error;
    }
    return network;
  }

  /** The arguments of a program that is to run over there. */
  command(program: string, args: readonly string[]): [string, string[]] {
    return ["ip", ["netns", "exec", this.#name, program, ...args]];
  }

  /**
   * The same for a program that needs this machine's own /sys, which `ip netns exec` covers, and for one that is to keep
   * the process id it was started with.
   */
  entering(program: string, args: readonly string[]): [string, ...string[]] {
    return ["nsenter", `--net=/run/netns/${this.#name}`, "--", program, ...args];
  }

  /** A program that starts the given one over there: for whoever takes a path and nothing else. */
  async launcher(program: string): Promise<string> {
    const path = join(this.#folder, "launch");
    await writeFile(path, `#!/bin/sh\nexec ip netns exec '${this.#name}' '${program}' "$@"\n`);
    await chmod(path, 0o700);
    return path;
  }

  async remove(): Promise<void> {
    // With the namespace goes its end of the cable, and with that the other end.
    await ip("netns", "delete", this.#name);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function ip(...args: string[]): Promise<void> {
  await runProgram("ip", args);
}
