/**
 * A worker as its own process, so that it can be killed: real database, real engine, the small kind. Does what
 * its only argument says in JSON, one thing after the other's job has ended, and writes what it then has as JSON.
 */
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { ensureMasterKey } from "@/lib/adapters/crypto/master-key";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { openDatabase } from "@/lib/adapters/database/connection";
import { PrismaJobStore } from "@/lib/adapters/database/prisma-job-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { openEngine } from "@/lib/adapters/docker/open-engine";
import { NodeHost } from "@/lib/adapters/host/node-host";
import { fetchProbeTransport } from "@/lib/adapters/probes/fetch-probe-transport";
import { failPointsFrom } from "@/lib/jobs/fail-points";
import { createPanel } from "@/lib/use-cases/create-panel";
import type { Panel } from "@/lib/use-cases/panel";
import { tinyKind } from "@/lib/use-cases/test-support/tiny-kind";
import { TESTER } from "@/lib/use-cases/test-support/until-ended";

export type Order = {
  folder: string;
  run: string;
  image: string;
  stack: string;
  /** None: what an earlier worker left is carried on. */
  actions: ("create" | "revise" | "deploy" | "remove")[];
};

const order: Order = JSON.parse(process.argv[2] ?? "");
const now = () => new Date();
const client = await openDatabase(`${order.folder}/slipway.db`);
const box = new AesSecretBox(ensureMasterKey(`${order.folder}/master.key`, false));
const stacks = new PrismaStackStore(client, box, now);
const jobs = new PrismaJobStore(client, now);
const docker = await openEngine({
  off: false,
  socketPath: null,
  scratchFolder: `${order.folder}/scratch`,
  composeFolder: ".cache/bin",
  environment: process.env,
});
const panel = createPanel({
  ...docker,
  stacks,
  jobs,
  host: new NodeHost(),
  probes: fetchProbeTransport,
  kinds: { tiny: tinyKind(order.image) },
  registry: { host: null, login: null },
  labels: { "slipway.test": order.run },
  allowStandIns: true,
  clock: now,
  random: systemRandom,
  fingerprintKey: box.fingerprintKey,
  holder: `test-${process.pid}`,
  failPoints: failPointsFrom(process.env),
  onFault: (error) => console.error(error),
});
await panel.start();
for (const action of order.actions) {
  await carryOut(action, panel.verbs);
  await allEnded();
}
await allEnded();
const [job] = await jobs.list({ limit: 1 });
process.stdout.write(JSON.stringify({ job: job ?? null, stack: await stacks.find(order.stack) }));
await panel.stop();
await client.$disconnect();

async function allEnded(): Promise<void> {
  while ((await jobs.unended()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function carryOut(action: Order["actions"][number], verbs: Panel["verbs"]): Promise<void> {
  const at = { params: { stack: order.stack }, query: undefined };
  const rest = { access: { mode: "private" as const }, secrets: {} };
  switch (action) {
    case "create":
      await verbs["stacks.create"](
        {
          params: undefined,
          query: undefined,
          body: { kind: "tiny", name: order.stack, settings: {}, ...rest },
        },
        TESTER,
      );
      break;
    case "revise":
      await verbs["revisions.create"](
        { ...at, body: { base: 1, note: "", settings: { greeting: "changed" }, ...rest } },
        TESTER,
      );
      break;
    case "deploy":
      await verbs["stacks.deploy"]({ ...at, body: {} }, TESTER);
      break;
    case "remove":
      await verbs["stacks.remove"](
        { ...at, body: { confirmName: order.stack, removeVolumes: [`${order.stack}_data`] } },
        TESTER,
      );
      break;
  }
}
