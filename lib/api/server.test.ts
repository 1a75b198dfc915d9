import { describe, expect, it } from "vitest";
import { errorView } from "@/lib/api/contract/views";
import { openTestApi, tokenOf } from "@/lib/api/test-api";
import { PanelError } from "@/lib/errors";

const operator = { authorization: `Bearer ${tokenOf("operator")}` };
const json = { ...operator, "content-type": "application/json" };

async function refusal(response: Response) {
  return { status: response.status, ...errorView.parse(await response.json()) };
}

describe("what a call may say", () => {
  const { web, calls } = openTestApi();
  const post = (path: string, body: BodyInit, headers: Record<string, string> = json) =>
    web.request(path, { method: "POST", headers, body });

  it("is checked as a whole, every issue named by its field", async () => {
    const body = JSON.stringify({ base: 0, note: 5, settings: { a: {} } });
    const answer = await refusal(await post("/v1/stacks/blog/revisions", body));
    expect(answer).toMatchObject({ status: 422, code: "input-invalid" });
    expect(answer.issues?.map(({ field }) => field).sort()).toEqual(["base", "note", "settings.a"]);
  });

  it("covers path and query", async () => {
    const answer = await refusal(await web.request("/v1/jobs?limit=9999", { headers: operator }));
    expect(answer).toMatchObject({ status: 422, issues: [{ field: "limit" }] });
    const long = await refusal(await web.request(`/v1/stacks/${"x".repeat(65)}`, { headers: operator }));
    expect(long).toMatchObject({ status: 422, issues: [{ field: "stack" }] });
  });

  it("is JSON by its type and by its text", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const answer = await refusal(await post("/v1/drafts", "{}", { ...operator, "content-type": type }));
      expect(answer).toMatchObject({ status: 415, code: "content-type-unsupported" });
    }
    expect(await refusal(await post("/v1/drafts", "{kind"))).toMatchObject({
      status: 422,
      message: "The body is not JSON",
    });
    const broken = new Uint8Array([0x22, 0xff, 0x22]);
    expect(await refusal(await post("/v1/drafts", broken))).toMatchObject({
      message: "The body is not UTF-8",
    });
    const utf8 = { ...operator, "content-type": "application/json; charset=utf-8" };
    expect((await post("/v1/drafts", '{"kind":"directus"}', utf8)).status).toBe(200);
  });

  it("has at most 1 MiB, announced or not", async () => {
    const before = calls.length;
    const big = JSON.stringify({ kind: "x".repeat(1024 * 1024) });
    expect(await refusal(await post("/v1/drafts", big))).toMatchObject({
      status: 413,
      code: "body-too-large",
    });
    const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const streamed = new Request("http://worker/v1/drafts", {
      ...{ method: "POST", headers: json, body: endless },
      duplex: "half",
    } as RequestInit);
    expect(await refusal(await web.request(streamed))).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(2 * 1024 * 1024);
    expect(calls).toHaveLength(before);
  });

  it("is not looked at before the caller is known", async () => {
    const answer = await refusal(await post("/v1/drafts", "{kind", { "content-type": "text/plain" }));
    expect(answer).toMatchObject({ status: 401, code: "not-signed-in" });
  });

  it("may be left out where nothing is needed", async () => {
    const answer = await web.request("/v1/stacks/blog/deploy", { method: "POST", headers: operator });
    expect(answer.status).toBe(200);
    expect(calls.at(-1)).toMatchObject({ id: "stacks.deploy", input: { params: { stack: "blog" } } });
  });
});

describe("what a call is answered", () => {
  it("when something has a name: the name, its status and its fix", async () => {
    const { web, logged } = openTestApi({
      "stacks.list": async () => {
        throw new PanelError("port-in-use", "Port 8055 is taken", {
          fix: "Take 8056",
          evidence: ["nginx"],
          port: 8055,
        });
      },
    });
    const answer = await refusal(await web.request("/v1/stacks", { headers: operator }));
    expect(answer).toEqual({
      status: 409,
      code: "port-in-use",
      message: "Port 8055 is taken",
      fix: "Take 8056",
      evidence: ["nginx"],
      details: { port: 8055 },
    });
    expect(logged).toEqual([]);
  });

  it("when it passes with time: in how many seconds, for programs too", async () => {
    const { web } = openTestApi({
      "stacks.list": async () => {
        throw new PanelError("too-many-attempts", "Too many", { retryAfterSeconds: 42 });
      },
      "jobs.list": async () => {
        throw new PanelError("stack-busy", "Busy");
      },
    });
    const refused = await web.request("/v1/stacks", { headers: operator });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "42"]);
    const busy = await web.request("/v1/jobs", { headers: operator });
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([409, null]);
  });

  it("when nobody named it: an id, and nothing of what it was", async () => {
    const { web, logged } = openTestApi({
      "stacks.list": async () => {
        throw new Error("SELECT password FROM /srv/secret");
      },
    });
    const response = await web.request("/v1/stacks", { headers: operator });
    const text = await response.clone().text();
    expect(await refusal(response)).toMatchObject({ status: 500, code: "unexpected", reportId: "report-1" });
    expect(text).not.toMatch(/SELECT|secret|\.ts/);
    expect(logged).toMatchObject([
      { level: "error", fields: { reportId: "report-1", error: expect.stringContaining("SELECT") } },
    ]);
  });

  it("when there is no such route", async () => {
    const { web } = openTestApi();
    expect(await refusal(await web.request("/containers/json"))).toMatchObject({
      status: 404,
      code: "not-found",
    });
    expect((await web.request("/v1/stacks", { method: "PATCH", headers: operator })).status).toBe(404);
  });

  it("with a file: its name made safe", async () => {
    const { web } = openTestApi({
      "revisions.download": async () => ({
        fileName: 'a"\r\nb/..tar',
        contentType: "application/x-tar",
        bytes: new Uint8Array([1, 2, 3]),
      }),
    });
    const response = await web.request("/v1/stacks/blog/revisions/1/download", { headers: operator });
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="a___b_..tar"');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it("is kept by no cache", async () => {
    const { web } = openTestApi();
    for (const path of ["/v1/stacks", "/v1/events", "/v1/nothing"]) {
      const response = await web.request(path, { headers: operator });
      expect(response.headers.get("cache-control"), path).toContain("no-store");
    }
  });
});

describe("who a handler hears of", () => {
  it("is the person and their address, as web says it", async () => {
    const { web, calls } = openTestApi();
    await web.request("/v1/stacks", { headers: { ...operator, "x-slipway-peer": "192.0.2.7" } });
    await web.request("/v1/stacks", { headers: { ...operator, "x-slipway-peer": "<script>" } });
    expect(calls.map(({ caller }) => caller)).toMatchObject([
      { who: "operator", from: "192.0.2.7", session: { tokenHash: tokenOf("operator") } },
      { who: "operator", from: "unknown" },
    ]);
  });

  it("is the local owner on the control socket, whatever the call says", async () => {
    const { control, calls } = openTestApi();
    await control.request("/v1/audit", {
      headers: { "x-slipway-peer": "192.0.2.7", authorization: "Bearer x" },
    });
    expect(calls[0]?.caller).toMatchObject({
      who: "local",
      from: "local",
      operator: { role: "owner" },
      session: null,
    });
  });
});

describe("a file", () => {
  const file = { fileName: 'he"llo\n.tar.gz', contentType: "application/gzip" };
  const download = (sizeBytes: number | null, chunks: AsyncIterable<Uint8Array>) =>
    openTestApi({ "functions.download": async () => ({ ...file, sizeBytes, chunks }) }).web.request(
      "/v1/stacks/blog/functions/hello/archive",
      { headers: operator },
    );

  async function* three() {
    for (const byte of [1, 2, 3]) yield new Uint8Array([byte]);
  }

  it("says its size where that is known, and comes without one where it is not", async () => {
    const known = await download(3, three());
    expect(known.headers.get("content-length")).toBe("3");
    const unknown = await download(null, three());
    expect(unknown.headers.get("content-length")).toBeNull();
    expect(unknown.headers.get("content-type")).toBe("application/gzip");
    expect(unknown.headers.get("content-disposition")).toBe('attachment; filename="he_llo_.tar.gz"');
    expect([...new Uint8Array(await unknown.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it("that breaks off is no whole file", async () => {
    async function* broken() {
      yield new Uint8Array([1]);
      throw new PanelError("engine-unreachable", "The engine went away");
    }
    await expect((await download(null, broken())).arrayBuffer()).rejects.toThrow();
  });
});
