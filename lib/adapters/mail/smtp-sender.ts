import { mailFault, oneLine, wordsOf } from "@/lib/adapters/mail/mail-fault";
import type { MailSender } from "@/lib/ports/mail-sender";

/** Sends by SMTP, on a connection of its own for each message. */
export const smtpSender: MailSender = {
  async send(settings, { to, subject, text }, timeoutMs) {
    // With the first message: most panels never send one, and need not hold it in memory.
    const { createTransport } = await import("nodemailer");
    const { host, port, tls, user, password, sender } = settings;
    const transport = createTransport({
      host,
      port,
      secure: tls === "first",
      ignoreTLS: tls === "never",
      requireTLS: tls === "offered" && settings.loginNeedsTls && user !== "",
      ...(user !== "" && { auth: { user, pass: password } }),
      dnsTimeout: timeoutMs,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { response } = await transport.sendMail({
        from: sender,
        to: { name: "", address: to },
        subject,
        text,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { sent: true, said: oneLine(response) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { sent: false, fault: mailFault(error), said: wordsOf(error) };
    } finally {
      transport.close();
    }
  },
};
