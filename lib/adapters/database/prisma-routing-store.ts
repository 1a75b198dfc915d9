import { z } from "zod";
import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { readJson, writeAudit } from "@/lib/adapters/database/rows";
import type { Clock } from "@/lib/ports/clock";
import { NO_ROUTING, type RoutingSettings, type RoutingStore } from "@/lib/ports/routing-store";
import type { AuditRecord } from "@/lib/ports/stores";

const PLAN_ID = 1;

const storedSettings = z.object({
  certificates: z.object({ email: z.string(), directory: z.string(), roots: z.string() }),
  publicAddresses: z.array(z.string()),
  panel: z.boolean(),
});

/** Where certificates come from and what is routed besides stacks, in the database. */
export class PrismaRoutingStore implements RoutingStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async settings(): Promise<RoutingSettings> {
    const row = await this.#client.routingPlan.findUnique({ where: { id: PLAN_ID } });
    return row === null ? NO_ROUTING : readJson(storedSettings, row.settings);
  }

  async save(given: RoutingSettings, audit: AuditRecord): Promise<void> {
    const settings = JSON.stringify(given);
    await this.#client.$transaction([
      this.#client.routingPlan.upsert({
        where: { id: PLAN_ID },
        create: { id: PLAN_ID, settings },
        update: { settings },
      }),
      writeAudit(this.#client, audit, this.#now()),
    ]);
  }
}
