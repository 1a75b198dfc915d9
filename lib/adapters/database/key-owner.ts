import type { PrismaClient } from "@/lib/adapters/database/generated/client";

const KEY_ID = "master key id";

/**
 * The id of the master key that this database's secrets are sealed with: noted at the first start, and from then on the
 * only one that fits.
 */
export async function claimKeyId(client: PrismaClient, id: string): Promise<string> {
  const { value } = await client.meta.upsert({
    where: { name: KEY_ID },
    create: { name: KEY_ID, value: id },
    update: {},
  });
  return value;
}
