import { expect, it } from "vitest";
import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";
import { type Client, clientOf, signedUp, tokenOf } from "@/e2e/clients/supabase-clients";

const DEADLINE_MS = 10_000;

type Channel = ReturnType<Client["channel"]>;

/** Sockets and channels, by supabase-js through the gateway. Changes of rows are beyond what the stand-in plays. */
export function testRealtimeByClient(stack: () => DeployedSupabase): void {
  it("passes a word from each key to each other, and to a person", async () => {
    const { keys } = stack();
    const person = await signedUp(stack(), keys.publishable);
    const clients = [...Object.values(keys).map((key) => clientOf(stack(), key)), person.client];
    const topic = `room-${crypto.randomUUID()}`;
    const heard = clients.map(() => new Set<unknown>());
    const options = { config: { broadcast: { ack: true, self: true } } };
    const channels = clients.map((client, index) =>
      client
        .channel(topic, options)
        .on("broadcast", { event: "said" }, ({ payload }) => heard[index]?.add(payload.by)),
    );
    try {
      expect(await Promise.all(channels.map(subscribed))).toEqual(clients.map(() => "SUBSCRIBED"));
      const answers = channels.map((channel, by) =>
        channel.send({ type: "broadcast", event: "said", payload: { by } }),
      );
      expect(await Promise.all(answers)).toEqual(clients.map(() => "ok"));
      await expect
        .poll(() => heard.map((words) => [...words].sort()), { timeout: DEADLINE_MS })
        .toEqual(clients.map(() => clients.map((_, index) => index)));
    } finally {
      for (const client of clients) await client.removeAllChannels();
    }
  });

  it("hears by its socket what another one sends by REST, and not what is said elsewhere", async () => {
    const { keys } = stack();
    const client = clientOf(stack(), keys.anon);
    const topic = `room-${crypto.randomUUID()}`;
    const heard: unknown[] = [];
    const channel = client
      .channel(topic)
      .on("broadcast", { event: "*" }, ({ event, payload }) => heard.push([event, payload]));
    try {
      expect(await subscribed(channel)).toBe("SUBSCRIBED");
      const server = clientOf(stack(), keys.secret);
      expect(await server.channel(`${topic}-other`).httpSend("greeting", { to: "others" })).toMatchObject({
        success: true,
      });
      expect(await server.channel(topic).httpSend("greeting", { to: "all" })).toMatchObject({
        success: true,
      });
      await expect.poll(() => heard, { timeout: DEADLINE_MS }).toEqual([["greeting", { to: "all" }]]);
    } finally {
      await client.removeAllChannels();
    }
  });

  it("answers heartbeats, and lets a channel be left and joined anew", async () => {
    const client = clientOf(stack(), stack().keys.anon);
    const beats: string[] = [];
    client.realtime.onHeartbeat((status) => beats.push(status));
    const topic = `room-${crypto.randomUUID()}`;
    try {
      expect(await subscribed(client.channel(topic))).toBe("SUBSCRIBED");
      await client.realtime.sendHeartbeat();
      await expect.poll(() => beats, { timeout: DEADLINE_MS }).toContain("ok");
      expect(await client.removeAllChannels()).toEqual(["ok"]);
      expect(await subscribed(client.channel(topic))).toBe("SUBSCRIBED");
    } finally {
      await client.removeAllChannels();
    }
  });

  it("lets in neither a key of another stack nor a token that has ended", async () => {
    const { keys, jwtSecret } = stack();
    const foreign = clientOf(stack(), tokenOf("x".repeat(40), { role: "anon" }, "good"));
    const late = clientOf(stack(), keys.anon);
    await late.realtime.setAuth(tokenOf(jwtSecret, { role: "authenticated" }, "ended"));
    try {
      expect(await subscribed(foreign.channel("room"))).not.toBe("SUBSCRIBED");
      expect(await subscribed(late.channel("room"))).toBe("CHANNEL_ERROR");
    } finally {
      for (const client of [foreign, late]) await client.removeAllChannels();
    }
  });
}

/** What becomes of joining the channel, in the client's word. */
function subscribed(channel: Channel): Promise<string> {
  return new Promise((resolve) => {
    channel.subscribe((status) => resolve(status), DEADLINE_MS);
  });
}
