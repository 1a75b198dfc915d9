import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Handlers } from "@/lib/api/handler";
import type { ApiServices } from "@/lib/api/server";
import { openTestApi, tokenOf } from "@/lib/api/test-api";
import { PanelError } from "@/lib/errors";

const headers = { authorization: `Bearer ${tokenOf("viewer")}` };
const AT = "2026-03-01T10:00:00.000Z";
const line = (text: string) => ({
  type: "marker" as const,
  at: AT,
  service: "web",
  text,
});

/** A source that gives its lines and then waits until its reader has gone. */
function opened(lines: string[], services: Partial<ApiServices> = {}) {
  const seen = { given: 0, aborted: false, ended: false };
  const logs: Handlers["stacks.logs"] = async function* (_, __, signal) {
    try {
      for (const text of lines) {
        seen.given += 1;
        yield line(text);
      }
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      seen.aborted = true;
    } finally {
      seen.ended = true;
    }
  };
  const { web, logged } = openTestApi({ "stacks.logs": logs }, services);
  return { logged, seen, get: () => web.request("/v1/stacks/blog/logs", { headers }) };
}

async function readLines(response: Response): Promise<Record<string, unknown>[]> {
  return (await response.text())
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));
}

describe("a stream", () => {
  it("is NDJSON that nobody stores, compresses or holds back", async () => {
    const { web } = openTestApi({
      "stacks.logs": async function* () {
        yield line("one");
        yield line("two");
      },
    });
    const response = await web.request("/v1/stacks/blog/logs", { headers });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(await readLines(response)).toEqual([line("one"), line("two")]);
  });

  it("that is refused has the refusal's status", async () => {
    const { web } = openTestApi({
      // biome-ignore lint/correctness/useYield: what a verb does that finds no stack
      "stacks.logs": async function* () {
        throw new PanelError("stack-not-found", "There is no such stack");
      },
    });
    const response = await web.request("/v1/stacks/blog/logs", { headers });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "stack-not-found" });
  });

  it("that fails half-way is cut, and the log says why", async () => {
    const { web, logged } = openTestApi({
      "stacks.logs": async function* () {
        yield line("one");
        throw new Error("the engine went away");
      },
    });
    const response = await web.request("/v1/stacks/blog/logs", { headers });
    await expect(response.text()).rejects.toThrow("the engine went away");
    expect(logged).toMatchObject([{ event: "stream cut" }]);
  });

  it("beats while nothing happens", async () => {
    const stopping = new AbortController();
    const { get } = opened(["one"], { heartbeatMs: 20, stopping: stopping.signal });
    const reading = readLines(await get());
    await sleep(90);
    stopping.abort();
    const lines = await reading;
    expect(lines[0]).toEqual(line("one"));
    expect(lines.filter(({ type }) => type === "heartbeat").length).toBeGreaterThanOrEqual(2);
    expect(lines.at(-1)).toEqual({ type: "ended", reason: "stopping" });
  });

  it("ends at once when its session is ended", async () => {
    let signOut = () => {};
    let listening = 0;
    const { get, seen } = opened(["one"], {
      onSignedOut: (tokenHash, listener) => {
        expect(tokenHash).toBe(tokenOf("viewer"));
        signOut = listener;
        listening += 1;
        return () => {
          listening -= 1;
        };
      },
    });
    const response = await get();
    signOut();
    expect((await readLines(response)).at(-1)).toEqual({ type: "ended", reason: "signed-out" });
    await sleep(5);
    expect({ listening, ...seen }).toMatchObject({ listening: 0, aborted: true, ended: true });
  });

  it("ends at the next heartbeat when its session ran out", async () => {
    let valid = true;
    const { get } = opened([], {
      heartbeatMs: 20,
      checkSession: async (tokenHash) => {
        const expiresAt = new Date("2030-01-01");
        const operator = { id: "v", name: "v", role: "viewer" as const };
        return valid ? { operator, tokenHash, expiresAt, provedAt: null } : null;
      },
    });
    const response = await get();
    valid = false;
    expect((await readLines(response)).at(-1)).toEqual({ type: "ended", reason: "signed-out" });
  });

  it("lets go of its source when the reader has gone", async () => {
    const { get, seen, logged } = opened(["one"]);
    const reader = (await get()).body?.getReader();
    await reader?.read();
    // The next line is being waited for.
    await sleep(5);
    await reader?.cancel();
    await sleep(5);
    expect(seen).toMatchObject({ aborted: true, ended: true });
    expect(logged).toEqual([]);
  });

  it("takes no more from its source than the reader does", async () => {
    const { get, seen } = opened(Array.from({ length: 10_000 }, (_, index) => `line ${index}`));
    const reader = (await get()).body?.getReader();
    for (let read = 0; read < 10; read += 1) await reader?.read();
    await sleep(20);
    expect(seen.given).toBeLessThan(20);
    await reader?.cancel();
  });
});

describe("a stream of text", () => {
  const get = (parts: AsyncGenerator<string>, services: Partial<ApiServices> = {}) => {
    const { web } = openTestApi({ "stacks.log-file": () => parts }, services);
    return web.request("/v1/stacks/blog/log-file", { headers });
  };

  it("is sent as it comes, without a heartbeat in it", async () => {
    const response = await get(
      (async function* () {
        yield "one\n";
        await sleep(30);
        yield "two\n";
      })(),
      { heartbeatMs: 5 },
    );
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe("one\ntwo\n");
  });

  it("that must end early is cut, so that no half file looks like a whole one", async () => {
    const stopping = new AbortController();
    const response = await get(
      (async function* () {
        yield "one\n";
        await new Promise(() => {});
      })(),
      { stopping: stopping.signal },
    );
    const text = response.text();
    stopping.abort();
    await expect(text).rejects.toThrow("ended: stopping");
  });
});
