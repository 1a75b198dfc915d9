import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { createByApi } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";

test.use({ panelOptions: { name: "import", engine: "off" } });

const PASSWORD = "a password of the mail server";

/** Takes messages for ann alone, after a login. */
async function mailServer() {
  const taken: string[] = [];
  const server = new SMTPServer({
    ...{ allowInsecureAuth: true, hideSTARTTLS: true, logger: false },
    onAuth: ({ password }, _, done) =>
      password === PASSWORD ? done(null, { user: "shop" }) : done(new Error("5.7.8 Bad credentials")),
    onRcptTo: ({ address }, _, done) =>
      address === "ann@example.com"
        ? done()
        : done(Object.assign(new Error("5.1.1 No such user"), { responseCode: 550 })),
    onData: (stream, { envelope }, done) => {
      stream.resume();
      stream.on("end", () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        done(null, "Queued as 12345");
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  const { port } = listening.address() as AddressInfo;
  return { port, taken, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

test("a test message by the stored e-mail settings: taken, refused, and nobody there", async ({
  panel,
  page,
}) => {
  const server = await mailServer();
  const name = panel.stackName("mail");
  const settings = {
    ...{ emailTransport: "smtp", smtpHost: "127.0.0.1", smtpPort: server.port, smtpUser: "shop" },
    smtpIgnoreTls: true,
  };
  await createByApi(panel, { name, settings, secrets: { smtpPassword: PASSWORD } });
  await page.goto(`/stacks/${name}/settings`);
  const topic = page.getByRole("region", { name: "E-mail" });
  const recipient = topic.getByLabel("Test message");
  const send = topic.getByRole("button", { name: "Send" });
  await expect(recipient).toHaveValue("");
  await expect(send).toBeDisabled();

  await recipient.fill("nobody");
  await send.click();
  await expect(topic).toContainText("must be an e-mail address");
  await recipient.fill("bob@example.com");
  // Enter sends, and leaves the form of the settings alone.
  await recipient.press("Enter");
  await expect(topic).toContainText("127.0.0.1 refused the recipient bob@example.com");
  await expect(topic).toContainText("It said: “550 5.1.1 No such user”");
  await expect(page).toHaveURL(new RegExp(`/stacks/${name}/settings$`));

  await recipient.fill("ann@example.com");
  await send.click();
  await expect(topic).toContainText("took the message for ann@example.com");
  await expect(topic).toContainText("Queued as 12345");
  expect(server.taken).toEqual(["ann@example.com"]);
  await expectAccessible(page, "a test message");
  expect(await page.content()).not.toContain(PASSWORD);

  await server.close();
  await send.click();
  await expect(topic).toContainText(`Nothing listens at 127.0.0.1 on port ${server.port}`);
  await expect(topic).toContainText("Look at “SMTP port”");
});
