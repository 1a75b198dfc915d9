import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { authOptions } from "@/lib/web/auth-options";

const cookieKey = "k".repeat(43);
const settings = vi.hoisted(() => ({ workerSocket: "" }));
vi.mock("@/lib/web/panel-environment", () => ({
  panelEnvironment: () => ({ ...settings, cookieKey: "k".repeat(43), secure: false }),
}));

let folder: string;
let worker: Server;
let calls: string[];
let endStatus: number;
let signInStatus: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "slipway-auth-"));
  settings.workerSocket = join(folder, "worker.sock");
  calls = [];
  endStatus = 200;
  signInStatus = 200;
  worker = createServer((request, response) => {
    calls.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    const ends = request.method === "DELETE";
    const operator = { id: "1", name: "Ann", role: "owner" };
    const refused = { code: "not-signed-in", message: "Sign in first" };
    response.statusCode = ends ? endStatus : signInStatus;
    response.setHeader("content-type", "application/json");
    const made = { token: "new-token-of-a-session", operator, expiresAt: "2026-03-01T10:00:00Z" };
    response.end(JSON.stringify(response.statusCode === 200 ? (ends ? {} : made) : refused));
  }).listen(settings.workerSocket);
  await once(worker, "listening");
});
afterEach(() => {
  worker.closeAllConnections();
  worker.close();
  rmSync(folder, { recursive: true });
});

async function signIn(cookie?: string, credentials: object = { name: "ann", password: "p" }) {
  const [provider] = authOptions().providers;
  if (provider?.type !== "credentials") throw new Error("There is one way to sign in");
  const headers = cookie === undefined ? {} : { cookie };
  return provider.options.authorize(credentials, { headers });
}

const cookieOf = async (sessionToken: string) =>
  `other=1; slipway.session=${await encode({ token: { sessionToken }, secret: cookieKey })}`;
const OPENED = "POST /v1/sessions -";
const ENDED = "DELETE /v1/sessions/current Bearer old-token-of-a-session";

test("signing in ends the session whose cookie came along, once the new one is open", async () => {
  expect(await signIn(await cookieOf("old-token-of-a-session"))).toMatchObject({ name: "Ann" });
  expect(calls).toEqual([OPENED, ENDED]);
});

test.each([undefined, "slipway.session=not-ours", "other=1"])(
  "with the cookie %j there is none to end",
  async (cookie) => {
    expect(await signIn(cookie)).toMatchObject({ name: "Ann" });
    expect(calls).toEqual([OPENED]);
  },
);

test("a session that had ended keeps nobody out", async () => {
  endStatus = 401;
  expect(await signIn(await cookieOf("old-token-of-a-session"))).toMatchObject({ name: "Ann" });
  expect(calls).toEqual([OPENED, ENDED]);
});

test("a sign-in that is refused leaves the session as it is", async () => {
  signInStatus = 401;
  await expect(signIn(await cookieOf("old-token-of-a-session"))).rejects.toThrow();
  expect(calls).toEqual([OPENED]);
});

test("a passkey's signature goes to the worker as it came, and nothing else does", async () => {
  const signed = { id: "aa", response: { clientDataJSON: "bb", authenticatorData: "cc", signature: "dd" } };
  expect(await signIn(undefined, { passkey: JSON.stringify(signed) })).toMatchObject({ name: "Ann" });
  expect(calls).toEqual(["POST /v1/passkeys/sign-in -"]);
  for (const passkey of ["not JSON", "{}", JSON.stringify({ ...signed, id: "../" })]) {
    await expect(signIn(undefined, { passkey }), passkey).rejects.toThrow("input-invalid");
  }
  expect(calls).toHaveLength(1);
});
