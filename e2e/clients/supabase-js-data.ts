import { expect, it } from "vitest";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { NOTES } from "@/e2e/clients/notes-table";
import { clientOf, signedUp, taken } from "@/e2e/clients/supabase-clients";

/** Rows, files and functions, by supabase-js through the gateway. */
export function testDataByClient(stack: () => DeployedSupabase): void {
  it("shows each person their own rows, nobody none, and the server all", async () => {
    const { keys } = stack();
    const [mona, zoe] = [await signedUp(stack(), keys.anon), await signedUp(stack(), keys.publishable)];
    const mine = taken(await mona.client.from(NOTES).insert({ text: "Mona's" }).select().single());
    expect(mine).toMatchObject({ owner: mona.id, text: "Mona's" });
    taken(await zoe.client.from(NOTES).insert({ text: "Zoë's 鍵" }).select());
    expect(taken(await zoe.client.from(NOTES).select("text"))).toEqual([{ text: "Zoë's 鍵" }]);
    const theft = await zoe.client.from(NOTES).insert({ owner: mona.id, text: "not hers" });
    expect(theft.error).toMatchObject({ code: "42501" });
    expect(taken(await zoe.client.from(NOTES).delete().eq("id", mine.id).select())).toEqual([]);
    for (const key of ["anon", "publishable"] as const) {
      const nobody = clientOf(stack(), keys[key]);
      expect(taken(await nobody.from(NOTES).select())).toEqual([]);
      expect((await nobody.from(NOTES).insert({ text: "nobody's" })).error?.code).toBe("42501");
    }
    for (const key of ["service", "secret"] as const) {
      const rows = taken(
        await clientOf(stack(), keys[key]).from(NOTES).select().in("owner", [mona.id, zoe.id]),
      );
      expect(rows).toHaveLength(2);
    }
  });

  it.each(["service", "secret"] as const)("keeps and gives back a file with the %s key", async (key) => {
    const { keys } = stack();
    const { storage } = clientOf(stack(), keys[key]);
    const bucket = `client-${crypto.randomUUID()}`;
    taken(await storage.createBucket(bucket, { public: false }));
    const content = crypto.getRandomValues(new Uint8Array(50_000));
    const path = "folder/a file, ünï 鍵.bin";
    const file = new Blob([content], { type: "application/octet-stream" });
    expect(taken(await storage.from(bucket).upload(path, file)).path).toBe(path);
    expect((await storage.from(bucket).upload(path, file)).error?.message).toMatch(/already exists/);
    const read = taken(await storage.from(bucket).download(path));
    expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(content))).toBe(true);
    for (const other of ["anon", "publishable"] as const) {
      const from = clientOf(stack(), keys[other]).storage.from(bucket);
      expect((await from.download(path)).error).not.toBeNull();
      expect((await from.upload("theirs.txt", "text")).error?.message).toMatch(/row-level security/);
      expect(taken(await from.remove([path]))).toEqual([]);
    }
    expect(taken(await storage.from(bucket).remove([path]))).toHaveLength(1);
    expect((await storage.from(bucket).download(path)).error).not.toBeNull();
    taken(await storage.deleteBucket(bucket));
  });

  it.each(["anon", "service", "publishable", "secret"] as const)(
    "calls a function with the %s key",
    async (key) => {
      const { functions } = clientOf(stack(), stack().keys[key]);
      expect(taken(await functions.invoke("hello", { body: { name: "Mona" } }))).toBe(
        "Hello from Edge Functions!",
      );
      expect((await functions.invoke("no-such-function")).error?.name).toBe("FunctionsHttpError");
    },
  );
}
