import type { MailSettings } from "@/lib/stacks/mail-settings";

/** Why a mail server did not take a message. */
export type MailFault =
  | "name-not-found"
  | "unreachable"
  | "refused"
  | "timed-out"
  | "not-smtp"
  | "closed"
  | "tls"
  | "login-needed"
  | "login-refused"
  | "sender-refused"
  | "recipient-refused"
  | "message-refused";

/** `said`: the server's own words, or the system's where it said none; on one line, secrets not taken out. */
export type MailAnswer = { sent: true; said: string } | { sent: false; fault: MailFault; said: string };

export type MailMessage = { to: string; subject: string; text: string };

export interface MailSender {
  /** Hands one message over by SMTP; whatever keeps it from doing so is an answer. */
  send(settings: MailSettings, message: MailMessage, timeoutMs: number): Promise<MailAnswer>;
}
