import { createStack } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { deployProven, freePorts, jobInWords } from "@/e2e/soak/supabase/proven-stack";
import { registryWith } from "@/lib/adapters/docker/test-support/real-engine";

const POSTGRES_15 = "standard on PostgreSQL 15";

/** Whole stacks of what is not the default; their images are made when they are asked for. */
export const supabaseVersionsPart: SoakPart = {
  name: "supabase-versions",
  title: "Supabase on the older PostgreSQL",
  ids: [POSTGRES_15],
  tenth: [],
  async open() {
    await registryWith(["supabase-postgres-15"]);
    const worker = await WorkerUnderTest.open("versions");
    return { run: () => onPostgres15(worker), close: () => worker.close() };
  },
};

async function onPostgres15(worker: WorkerUnderTest): Promise<string> {
  const settings = { postgresVersion: "15", ...(await freePorts()) };
  const stack = await createStack(worker, settings, "supabase");
  const job = await deployProven(worker, stack, "standard");
  const filters = { label: [`slipway.stack=${stack.id}`, "com.docker.compose.service=db"] };
  const [db] = await worker.docker.listContainers({ filters });
  if (!/\/supabase\/postgres:15\./.test(db?.Image ?? "")) throw new Error(`The database is ${db?.Image}`);
  return `deployed in ${jobInWords(job)}`;
}
