import { randomUUID } from "node:crypto";
import { StackBackupFolder } from "@/lib/adapters/backup/stack-backup-folder";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import type { openEngine } from "@/lib/adapters/docker/open-engine";
import type { DataPaths } from "@/lib/adapters/host/data-folder";
import { NodeHost } from "@/lib/adapters/host/node-host";
import { nodeNetwork } from "@/lib/adapters/host/node-network";
import { smtpSender } from "@/lib/adapters/mail/smtp-sender";
import { fetchProbeTransport } from "@/lib/adapters/probes/fetch-probe-transport";
import type { Environment } from "@/lib/env";
import { failPointsFrom } from "@/lib/jobs/fail-points";
import type { Log } from "@/lib/ports/log";
import type { ImageRegistry } from "@/lib/ports/registry";
import { kinds } from "@/lib/stacks/registry";
import { createPanel } from "@/lib/use-cases/create-panel";
import { now } from "@/lib/worker/clock";
import { describeFault } from "@/lib/worker/describe-fault";
import type { Records } from "@/lib/worker/open-records";

/** Stacks, their jobs and what the engine says of them. */
export function openPanel(
  environment: Environment,
  docker: Awaited<ReturnType<typeof openEngine>>,
  { stacks, jobs, stackBackups, box, streams, routing, installation }: Records,
  paths: DataPaths,
  log: Log,
) {
  return createPanel({
    ...docker,
    stacks,
    jobs,
    stackBackups,
    stackBackupFiles: new StackBackupFolder(paths.stackBackups, streams),
    host: new NodeHost(environment.inContainer ? { data: environment.data } : null),
    probes: fetchProbeTransport,
    mail: smtpSender,
    kinds,
    registry: registryOf(environment),
    routing: {
      store: routing,
      network: nodeNetwork,
      installation,
      panel: { url: environment.url, port: environment.port, scheme: environment.scheme },
    },
    labels: environment.testLabel === null ? {} : { "slipway.test": environment.testLabel },
    allowStandIns: environment.allowStandIns,
    clock: now,
    random: systemRandom,
    fingerprintKey: box.fingerprintKey,
    holder: `${process.pid}-${randomUUID()}`,
    failPoints: failPointsFrom(process.env),
    onFault: (error) => log("error", "fault", { error: describeFault(error) }),
  });
}

function registryOf({ registry }: Environment): ImageRegistry {
  if (registry === null) return { host: null, login: null };
  const { host, login } = registry;
  if (login === null) return { host, login };
  const [serverAddress = host] = host.split("/");
  return { host, login: { username: login.username, password: login.password.reveal(), serverAddress } };
}
