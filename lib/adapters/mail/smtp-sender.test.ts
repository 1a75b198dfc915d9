import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { smtpSender } from "@/lib/adapters/mail/smtp-sender";
import type { MailFault } from "@/lib/ports/mail-sender";
import type { MailSettings } from "@/lib/stacks/mail-settings";

const MESSAGE = { to: "ann@example.com", subject: "Test message of shop", text: "Hello.\n" };
const PASSWORD = "correct-horse-battery";
const TIMEOUT_MS = 3000;

const open: { close(done: () => void): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await new Promise<void>((resolve) => one.close(resolve));
});

/** A mail server that keeps what it takes; it shows a certificate of its own that nobody trusts. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: { from: string; to: string[]; text: string; user: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth: ({ username = "", password }, _, done) =>
      password === PASSWORD ? done(null, { user: username }) : done(refusal(535, "5.7.8 Bad credentials")),
    onData: (stream, { envelope, user }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        taken.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
          user: String(user ?? ""),
        });
        done(null, "Queued as 12345");
      });
    },
    ...options,
  });
  server.on("error", () => {});
  open.push(server);
  const listening = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  return { port: portOf(listening), taken };
}

/** Says one thing to whoever connects, or nothing. */
async function plainServer(greeting: string | null): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (greeting !== null) socket.end(greeting);
    else setTimeout(() => socket.destroy(), 2 * TIMEOUT_MS).unref();
  });
  open.push({
    close: (done) => {
      server.close();
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return portOf(server);
}

const portOf = (server: Pick<Server, "address">) => (server.address() as AddressInfo).port;

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function settings(port: number, change: Partial<MailSettings> = {}): MailSettings {
  return {
    ...{ host: "127.0.0.1", port, tls: "never", user: "", password: "", loginNeedsTls: false },
    sender: { name: "Shop, Inc. ✓", address: "shop@example.com" },
    ...change,
  };
}

const login = { user: "shop", password: PASSWORD };

async function faultOf(given: MailSettings, timeoutMs = TIMEOUT_MS): Promise<[MailFault | "sent", string]> {
  const answer = await smtpSender.send(given, MESSAGE, timeoutMs);
  return [answer.sent ? "sent" : answer.fault, answer.said];
}

describe("a message", () => {
  it("is handed over with sender, recipient and text, and the server's answer comes back", async () => {
    const { port, taken } = await mailServer();
    const answer = await smtpSender.send(settings(port), MESSAGE, TIMEOUT_MS);
    expect(answer).toEqual({ sent: true, said: "250 Queued as 12345" });
    expect(taken).toMatchObject([{ from: "shop@example.com", to: ["ann@example.com"], user: "" }]);
    expect(taken[0]?.text).toContain("Subject: Test message of shop");
    expect(taken[0]?.text).toContain("Hello.");
  });

  it("goes after a login where there is a user", async () => {
    const { port, taken } = await mailServer({
      authOptional: false,
      hideSTARTTLS: true,
      allowInsecureAuth: true,
    });
    expect(await faultOf(settings(port, login))).toEqual(["sent", "250 Queued as 12345"]);
    expect(taken).toMatchObject([{ user: "shop" }]);
  });

  it("has one recipient, whatever stands in the address", async () => {
    const { port, taken } = await mailServer();
    const to = "ann@example.com, bob@example.com\r\nBcc: eve@example.com";
    await smtpSender.send(settings(port), { ...MESSAGE, to }, TIMEOUT_MS);
    expect(taken.flatMap((one) => one.to).filter((address) => /bob|eve/.test(address))).toEqual([]);
    expect(taken.map(({ text }) => text).join("")).not.toMatch(/^Bcc:/im);
  });
});

describe("a mail server that does not take it", () => {
  it("refuses the login", async () => {
    const { port } = await mailServer({ hideSTARTTLS: true, allowInsecureAuth: true });
    const wrong = settings(port, { ...login, password: "wrong" });
    expect(await faultOf(wrong)).toEqual(["login-refused", "535 5.7.8 Bad credentials"]);
  });

  it("gets no password without TLS where the product gives none", async () => {
    let asked = 0;
    const { port } = await mailServer({
      hideSTARTTLS: true,
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_, __, done) => {
        asked += 1;
        done(null, { user: "shop" });
      },
    });
    const [fault] = await faultOf(settings(port, { ...login, tls: "offered", loginNeedsTls: true }));
    expect([fault, asked]).toEqual(["tls", 0]);
  });

  it("wants a login first", async () => {
    const { port } = await mailServer({ authOptional: false });
    expect((await faultOf(settings(port)))[0]).toBe("login-needed");
  });

  it("refuses the sender", async () => {
    const { port } = await mailServer({
      onMailFrom: (_, __, done) => done(refusal(553, "5.7.1 Not owned by user")),
    });
    expect(await faultOf(settings(port))).toEqual(["sender-refused", "553 5.7.1 Not owned by user"]);
  });

  it("refuses the recipient", async () => {
    const { port } = await mailServer({
      onRcptTo: (_, __, done) => done(refusal(550, "5.1.1 No such user")),
    });
    expect(await faultOf(settings(port))).toEqual(["recipient-refused", "550 5.1.1 No such user"]);
  });

  it("refuses the message", async () => {
    const { port } = await mailServer({
      onData: (stream, _, done) => {
        stream.resume();
        stream.on("end", () => done(refusal(554, "5.7.1 SPF\r\nfailed")));
      },
    });
    const [fault, said] = await faultOf(settings(port));
    expect(fault).toBe("message-refused");
    expect(said).toMatch(/^554 5\.7\.1 SPF/);
    expect(said).not.toMatch(/[\r\n]/);
  });

  it.each(["first", "offered"] as const)("has a certificate that nobody trusts (%s)", async (tls) => {
    const { port } = await mailServer({ secure: tls === "first" });
    expect((await faultOf(settings(port, { tls })))[0]).toBe("tls");
  });

  it("takes no TLS from the first byte on this port", async () => {
    const { port } = await mailServer();
    expect((await faultOf(settings(port, { tls: "first" })))[0]).toBe("tls");
  });

  it("does not listen", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await faultOf(settings(port)))[0]).toBe("refused");
  });

  it("is none", async () => {
    const port = await plainServer("HTTP/1.1 400 Bad Request\r\n\r\n");
    expect((await faultOf(settings(port)))[0]).toBe("not-smtp");
  });

  it("says nothing", async () => {
    const port = await plainServer(null);
    const startedMs = performance.now();
    expect((await faultOf(settings(port), 300))[0]).toBe("timed-out");
    expect(performance.now() - startedMs).toBeLessThan(TIMEOUT_MS);
  });

  it("hangs up", async () => {
    const port = await plainServer("");
    expect((await faultOf(settings(port)))[0]).toBe("closed");
  });
});
