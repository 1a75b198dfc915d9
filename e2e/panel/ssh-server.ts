import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { unpackDebianPackage } from "@/e2e/registry/debian-package.mjs";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { portAnswers } from "@/lib/launch/port.mjs";

const runProgram = promisify(execFile);
const START_TIMEOUT_MS = 10_000;

/** Debian's OpenSSH server, from its package and without an installation; signs root in by a key of its own. */
export class SshServer {
  readonly port: number;
  /** What a client needs besides the target, so that it trusts this server and has the key. */
  readonly clientOptions: readonly string[];
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(made: { port: number; folder: string; process: ChildProcess }) {
    this.port = made.port;
    this.#folder = made.folder;
    this.#process = made.process;
    this.clientOptions = [
      ...["-N", "-p", String(made.port), "-i", join(made.folder, "user-key"), "-F", "none"],
      ...["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "IdentityAgent=none"],
    ];
  }

  static async start(address: string): Promise<SshServer> {
    const server = await unpackDebianPackage("openssh-server", () => {});
    const wrap = await unpackDebianPackage("libwrap0", () => {});
    const folder = await mkdtemp(join(tmpdir(), "slipway-ssh-"));
    for (const name of ["host-key", "user-key"]) {
      await runProgram("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, name)]);
    }
    const port = await freeLoopbackPort();
    const config = [
      `HostKey ${join(folder, "host-key")}`,
      `AuthorizedKeysFile ${join(folder, "user-key.pub")}`,
      "PidFile none",
      `ListenAddress ${address}`,
      ...["StrictModes no", "UsePAM no", "PasswordAuthentication no", "PermitRootLogin prohibit-password"],
    ];
    await writeFile(join(folder, "config"), `${config.join("\n")}\n`);
    const user = "sshd:x:65533:65533::/run/sshd:/usr/sbin/nologin\n";
    await writeFile(join(folder, "passwd"), readFileSync("/etc/passwd", "utf8") + user);
    await writeFile(join(folder, "shadow"), "root:*:19000:0:99999:7:::\nsshd:*:19000:0:99999:7:::\n");
    // The user and the folder that sshd wants to find exist in its own view of the file system alone.
    const script = `mount --bind "$1/passwd" /etc/passwd && mount --bind "$1/shadow" /etc/shadow &&
      mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$2" -D -e -f "$1/config" -p "$3"`;
    const libraries = join(wrap, "usr", "lib");
    const child = spawn(
      "unshare",
      ["--mount", "sh", "-c", script, "sshd", folder, join(server, "usr/sbin/sshd"), String(port)],
      {
        env: {
          ...process.env,
          LD_LIBRARY_PATH: `${libraries}/x86_64-linux-gnu:${libraries}/aarch64-linux-gnu`,
        },
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const started = new SshServer({ port, folder, process: child });
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    while (!(await portAnswers(address, port))) {
      if (child.exitCode === null && Date.now() < deadlineMs) {
        await sleep(50);
        continue;
      }
      await started.stop();
      throw new Error(`sshd does not answer: ${said}`);
    }
    return started;
  }

  async stop(): Promise<void> {
    this.#process.kill("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }
}
