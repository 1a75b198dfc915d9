import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { settleCopy } from "@/lib/adapters/backup/settle-copy";
import { AUDIT, NOW, openFilledFolder } from "@/lib/adapters/backup/test-support";
import { openDatabase } from "@/lib/adapters/database/connection";
import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { PrismaJobStore } from "@/lib/adapters/database/prisma-job-store";
import type { JobIntent } from "@/lib/ports/stores";

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
beforeEach(async () => {
  filled = await openFilledFolder();
});
afterEach(() => filled.close());

const step = (id: string, state: "done" | "running" | "waiting") => ({
  ...{ id, title: id, state, detail: "", startedAt: null, endedAt: null },
});

async function submitted(verb: JobIntent["verb"]) {
  const jobs = new PrismaJobStore(filled.client, () => NOW);
  const intent: JobIntent = {
    ...{ id: `${verb}-1`, verb, stackId: "s1", stackName: "shop", kind: "directus", service: null },
    ...{ revision: 1, removeVolumes: [], action: null, startedBy: "ann" },
    backup: verb === "restore" ? { id: "b1", createdAt: NOW.toISOString(), saveFirst: true } : null,
  };
  await jobs.create(intent, AUDIT);
  const claimed = await jobs.claim(intent.id, "worker-1", NOW);
  const steps = [step("verify", "done"), step("empty", "running"), step("fill", "waiting")];
  await jobs.saveSteps(intent.id, claimed?.fence ?? 0, steps);
}

/** The database as a backup holds it, settled: its jobs and stacks. */
async function copied<Found>(look: (client: PrismaClient) => Promise<Found>): Promise<Found> {
  const path = join(filled.folder, "copy.db");
  await filled.client.$executeRawUnsafe(`VACUUM INTO '${path}'`);
  settleCopy(path, { now: NOW, madeAt: "then" });
  const client = await openDatabase(path);
  try {
    return await look(client);
  } finally {
    await client.$disconnect();
  }
}

it.each(["restore", "backup"] as const)(
  "ends a %s that was under way, which would meet other data",
  async (verb) => {
    await submitted(verb);
    await filled.stacks.setRestoring("s1", "b1");
    await copied(async (client) => {
      const jobs = new PrismaJobStore(client, () => NOW);
      expect(await jobs.unended()).toEqual([]);
      expect(await jobs.find(`${verb}-1`)).toMatchObject({
        ...{ state: "failed", endedAt: NOW, error: { code: "job-interrupted" } },
        steps: [{ state: "done" }, { state: "failed", endedAt: NOW.toISOString() }, { state: "skipped" }],
      });
      expect(await client.stack.findUnique({ where: { id: "s1" } })).toMatchObject({ restoring: "b1" });
    });
  },
);

it("leaves other jobs to be carried on", async () => {
  await submitted("deploy");
  const unended = await copied((client) => new PrismaJobStore(client, () => NOW).unended());
  expect(unended).toMatchObject([{ id: "deploy-1" }]);
});
