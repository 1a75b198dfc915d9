import { afterEach, expect, it } from "vitest";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { PrismaApiTokenStore } from "@/lib/adapters/database/prisma-api-token-store";
import { PrismaAuditLog } from "@/lib/adapters/database/prisma-audit-log";
import { PrismaIdentityStore } from "@/lib/adapters/database/prisma-identity-store";
import { PrismaJobStore } from "@/lib/adapters/database/prisma-job-store";
import { PrismaPasskeyStore } from "@/lib/adapters/database/prisma-passkey-store";
import { PrismaPeopleStore } from "@/lib/adapters/database/prisma-people-store";
import { PrismaSecondFactorStore } from "@/lib/adapters/database/prisma-second-factor-store";
import { PrismaStackBackupStore } from "@/lib/adapters/database/prisma-stack-backup-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";
import { apiTokenStoreContract } from "@/lib/ports/api-token-store.contract";
import type { AuditFilter } from "@/lib/ports/audit";
import { identityStoreContract } from "@/lib/ports/identity-store.contract";
import { jobStoreContract } from "@/lib/ports/job-store.contract";
import { passkeyStoreContract } from "@/lib/ports/passkey-store.contract";
import { peopleStoreContract } from "@/lib/ports/people-store.contract";
import { secondFactorStoreContract } from "@/lib/ports/second-factor-store.contract";
import { stackBackupStoreContract } from "@/lib/ports/stack-backup-store.contract";
import { stackStoreContract } from "@/lib/ports/stack-store.contract";

const now = () => new Date("2026-03-01T10:00:00Z");
const box = new AesSecretBox({ id: "test", bytes: new Uint8Array(32).fill(7) });

const opened: TestDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function openClient() {
  const database = await openTestDatabase();
  opened.push(database);
  return database.client;
}

stackStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    store: new PrismaStackStore(client, box, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});
stackBackupStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    store: new PrismaStackBackupStore(client, box, now),
    jobs: new PrismaJobStore(client, now),
    stacks: new PrismaStackStore(client, box, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});
jobStoreContract("the database", async () => new PrismaJobStore(await openClient(), now));
identityStoreContract("the database", async () => new PrismaIdentityStore(await openClient(), now));
peopleStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    identity: new PrismaIdentityStore(client, now),
    people: new PrismaPeopleStore(client, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});
apiTokenStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    identity: new PrismaIdentityStore(client, now),
    people: new PrismaPeopleStore(client, now),
    tokens: new PrismaApiTokenStore(client, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});
secondFactorStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    identity: new PrismaIdentityStore(client, now),
    factors: new PrismaSecondFactorStore(client, box, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});
passkeyStoreContract("the database", async () => {
  const client = await openClient();
  const log = new PrismaAuditLog(client, now);
  return {
    identity: new PrismaIdentityStore(client, now),
    passkeys: new PrismaPasskeyStore(client, now),
    audit: async () => (await log.list({ limit: 100 })).reverse(),
  };
});

it("seals the secret of a second factor, bound to its person", async () => {
  const client = await openClient();
  const factors = new PrismaSecondFactorStore(client, box, now);
  for (const id of ["ann", "bob"]) {
    const person = { id, name: id, nameKey: id, role: "owner", passwordHash: "argon", createdAt: now() };
    await client.operator.create({ data: person });
  }
  const session = { tokenHash: "s", operatorId: "ann", peer: "", createdAt: now(), lastSeenAt: now() };
  await client.session.create({ data: { ...session, expiresAt: now() } });
  await factors.beginSecondFactor({ operatorId: "ann", tokenHash: "s" }, "JBSWY3DPEHPK3PXP");
  const row = await client.secondFactor.findUniqueOrThrow({ where: { operatorId: "ann" } });
  expect(Buffer.from(row.sealed).toString("latin1")).not.toContain("JBSWY3DP");
  await client.secondFactor.create({ data: { ...row, operatorId: "bob" } });
  expect((await factors.secondFactor("ann"))?.secret).toBe("JBSWY3DPEHPK3PXP");
  await expect(factors.secondFactor("bob")).rejects.toMatchObject({ code: "secret-unreadable" });
});

it("finds audit entries by who, what and since, in pages", async () => {
  const client = await openClient();
  let time = now().getTime();
  const log = new PrismaAuditLog(client, () => new Date(time));
  const entry = (who: string, what: string, target: string) => log.record({ who, what, target, from: "::1" });
  await entry("ann", "deploy", "cms");
  time += 60_000;
  await entry("Bob", "secret revealed", "cms: SECRET");
  await entry("ann", "100% sure_", "shop");
  const found = async (filter: AuditFilter) =>
    (await log.list({ ...filter, limit: 10 })).map(({ what }) => what);
  expect(await found({ who: "bo" })).toEqual(["secret revealed"]);
  expect(await found({ who: "ann" })).toEqual(["100% sure_", "deploy"]);
  expect(await found({ what: "cms" })).toEqual(["secret revealed", "deploy"]);
  expect(await found({ what: "REVEAL" })).toEqual(["secret revealed"]);
  expect(await found({ who: "ann", since: new Date(time) })).toEqual(["100% sure_"]);
  expect(await found({ since: new Date(time + 1) })).toEqual([]);
  for (const [who, what] of [
    ["ZOË", "*[a]? -^ made"],
    ["zoe", "Straße gebaut"],
  ] as const) {
    await entry(who, what, "ΣΟΦΟΣ");
  }
  expect(await found({ what: "%" })).toEqual(["100% sure_"]);
  expect(await found({ what: "_" })).toEqual(["100% sure_"]);
  expect(await found({ who: "a_n" })).toEqual([]);
  expect(await found({ who: "zoë" })).toEqual(["*[a]? -^ made"]);
  expect(await found({ who: "Zo\u0065\u0308" })).toEqual(["*[a]? -^ made"]);
  expect(await found({ what: "σοφοσ" })).toHaveLength(2);
  expect(await found({ what: "STRAßE" })).toEqual(["Straße gebaut"]);
  for (const sign of ["*", "[a]", "?", "]", "-^"]) {
    expect(await found({ what: sign }), sign).toEqual(["*[a]? -^ made"]);
  }
  expect(await found({ what: "a]b" })).toEqual([]);
  expect(await found({ who: "' OR 1=1 --" })).toEqual([]);
  const [first] = await log.list({ who: "ann", limit: 1 });
  expect(await log.list({ who: "ann", limit: 10, before: first?.id ?? 0 })).toMatchObject([
    { what: "deploy" },
  ]);
});
