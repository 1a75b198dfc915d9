import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { askGateway, type ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import type { BehaviourName } from "@/e2e/soak/supabase/expectation";

const MIB = 1024 * 1024;
/** Of the PostgreSQL protocol: asks whether the server speaks TLS, which it answers by one letter. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** What services then do, as it is seen from outside of the stack. */
export const behaviours: Readonly<Record<BehaviourName, (stack: ChangedStack) => Promise<void>>> = {
  "nobody signs up": async (stack) => {
    const { anonKey = "" } = await stack.secrets();
    const body = JSON.stringify({ email: "somebody@example.org", password: "Aa1!somebody" });
    const headers = { ...keyHeaders(anonKey), "content-type": "application/json" };
    const answer = await askGateway(stack, "/auth/v1/signup", { method: "POST", headers, body });
    assert.equal(answer.status, 422, await answer.text());
  },
  "functions ask for a token": async (stack) => {
    const { anonKey = "" } = await stack.secrets();
    const without = await askGateway(stack, "/functions/v1/hello", { method: "POST", body: "{}" });
    const with_ = await askGateway(stack, "/functions/v1/hello", {
      method: "POST",
      headers: keyHeaders(anonKey),
      body: "{}",
    });
    assert.deepEqual([without.status, with_.status], [401, 200]);
  },
  "a file over 1 MiB is refused": async (stack) => {
    const { serviceRoleKey = "" } = await stack.secrets();
    const headers = keyHeaders(serviceRoleKey);
    const json = { ...headers, "content-type": "application/json" };
    const made = await askGateway(stack, "/storage/v1/bucket", {
      method: "POST",
      headers: json,
      body: JSON.stringify({ id: "limits", name: "limits" }),
    });
    assert.equal(made.status, 200, await made.text());
    const put = async (bytes: number) => {
      const body = new Uint8Array(bytes);
      const answer = await askGateway(stack, `/storage/v1/object/limits/${bytes}`, {
        method: "POST",
        headers,
        body,
      });
      return answer.status;
    };
    assert.deepEqual([await put(MIB), await put(MIB + 1)], [200, 400]);
  },
  "PostgreSQL logs warnings": async (stack) => {
    const command = ["psql", "-h", "127.0.0.1", "-U", "postgres", "-d", "postgres", "-X", "-w", "-A", "-t"];
    const { stdout } = await stack.exec("db", [...command, "-c", "show log_min_messages"]);
    assert.equal(stdout.trim(), "warning");
  },
  "PostgreSQL answers directly": async (stack) => {
    const facts = (await stack.facts()).get("db");
    const [host, port] = (facts?.shown["port 5432/tcp"] ?? "").split(":");
    const socket = connect(Number(port), host);
    socket.write(SSL_REQUEST);
    const [answer] = (await once(socket, "data")) as [Buffer];
    socket.destroy();
    assert.match(answer.toString("latin1"), /^[SN]$/);
  },
  "the pooler's ports are closed": async (stack) => {
    for (const name of ["poolerSessionPort", "poolerTransactionPort"]) {
      const socket = connect(Number(stack.base[name]), "127.0.0.1");
      const refused = await once(socket, "connect").then(
        () => "open",
        (error: Error) => error.message,
      );
      socket.destroy();
      assert.match(refused, /ECONNREFUSED/);
    }
  },
};

export function keyHeaders(key: string): Record<string, string> {
  return { apikey: key, authorization: `Bearer ${key}` };
}
