import { describe, expect, it } from "vitest";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { MailAnswer, MailFault, MailMessage } from "@/lib/ports/mail-sender";
import { directus } from "@/lib/stacks/directus/directus";
import type { MailSettings } from "@/lib/stacks/mail-settings";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { mailFailure } from "@/lib/use-cases/mail/mail-failure";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "192.0.2.7" };
const AUDIT = { who: "ann", what: "test", target: "shop", from: "test" };
const PASSWORD = "correct-horse-battery";

const smtp = {
  ...defaultSettings(directus),
  ...{
    emailTransport: "smtp",
    smtpHost: "smtp.example.com",
    smtpUser: "shop",
    emailFrom: "shop@example.com",
  },
};

/** A stack of Directus whose mail server answers as told. */
async function shop(answer: MailAnswer = { sent: true, said: "250 OK" }, settings = smtp) {
  const sent: { settings: MailSettings; message: MailMessage }[] = [];
  const { panel, world } = fakePanel({
    kinds: { directus },
    mail: {
      send: async (given, message) => {
        sent.push({ settings: given, message });
        return answer;
      },
    },
  });
  const secrets = { ...secretsForKind(directus, seededRandom("mail"), new Date(0)), smtpPassword: PASSWORD };
  const revision = { settings, access: { mode: "private" as const }, note: "" };
  await world.stacks.create({ ...STACK, kind: "directus" }, revision, secrets, AUDIT);
  const send = (from = ANN.from) =>
    panel.verbs["stacks.test-mail"](
      { params: { stack: STACK.id }, query: undefined, body: { to: "bob@example.com" } },
      { ...ANN, from },
    );
  return { send, sent, world };
}

describe("a test message", () => {
  it("goes by the settings of the latest revision, before it is deployed as well, and is on the record", async () => {
    const { send, sent, world } = await shop();
    expect(await send()).toEqual({ said: "250 OK", host: "smtp.example.com", revision: 1 });
    expect(sent).toMatchObject([
      {
        settings: { host: "smtp.example.com", port: 587, tls: "offered", user: "shop", password: PASSWORD },
        message: { to: "bob@example.com", subject: "Test message of shop" },
      },
    ]);
    expect(JSON.stringify(sent[0]?.message)).not.toContain(PASSWORD);
    expect(world.stacks.audit.at(-1)).toEqual({ ...ANN, what: "test e-mail", target: "shop" });
  });

  it("names the cause, the server's words without the password, and the field that mends it", async () => {
    const said = `535 no such login: ${Buffer.from(`\0shop\0${PASSWORD}`).toString("base64")} ${PASSWORD}`;
    const { send } = await shop({ sent: false, fault: "login-refused", said });
    const refused = await send().then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      code: "mail-failed",
      message: "smtp.example.com refused the login of shop",
      details: {
        issues: [{ field: "secrets.smtpPassword" }],
        fix: expect.stringContaining("Look at “SMTP password”."),
        evidence: [expect.stringContaining("535 no such login")],
      },
    });
    expect(JSON.stringify(refused)).not.toContain(PASSWORD);
    expect(JSON.stringify(refused)).not.toContain(Buffer.from(PASSWORD).toString("base64").slice(4, 20));
  });

  it("is refused where the revision sends none", async () => {
    const { send, sent } = await shop(undefined, { ...smtp, emailTransport: "none" });
    await expect(send()).rejects.toMatchObject({
      code: "settings-invalid",
      message: "shop sends no e-mail in revision 1",
    });
    expect(sent).toEqual([]);
  });

  it("goes out six times in a quarter of an hour, whoever asks", async () => {
    const { send, sent } = await shop();
    for (let count = 0; count < 6; count += 1) await send(`192.0.2.${count}`);
    await expect(send("192.0.2.99")).rejects.toMatchObject({
      code: "too-many-attempts",
      details: { fix: "Wait 15 minutes, then try again" },
    });
    expect(sent).toHaveLength(6);
  });
});

const FAULTS: readonly MailFault[] = [
  ...(["name-not-found", "unreachable", "refused", "timed-out", "not-smtp", "closed"] as const),
  ...(["tls", "login-needed", "login-refused"] as const),
  ...(["sender-refused", "recipient-refused", "message-refused"] as const),
];

describe.each([supabase, directus])("a failure to send for $id", (kind) => {
  it.each(FAULTS)("%s leads to a field that the person has", (fault) => {
    const { mail } = kind;
    if (mail === undefined) throw new Error("the kind sends no e-mail");
    const settings: MailSettings = {
      ...{ host: "smtp.example.com", port: 587, tls: "offered", user: "shop", password: PASSWORD },
      ...{ loginNeedsTls: true, sender: { name: "", address: "shop@example.com" } },
    };
    const context = { settings, to: "bob@example.com", timeoutSeconds: 20 };
    const { message, details } = mailFailure(fault, "words", kind, mail as never, context);
    expect(message).toMatch(/smtp\.example\.com/);
    const [field = ""] = (details.issues ?? []).map((issue) => issue.field);
    const known = [
      ...Object.keys(kind.settings),
      ...Object.keys(kind.secrets).map((name) => `secrets.${name}`),
      "to",
    ];
    expect(known).toContain(field);
    expect(details.fix).toMatch(/^Look at “.+”\. .+/);
  });
});
