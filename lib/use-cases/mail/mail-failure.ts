import { PanelError } from "@/lib/errors";
import type { MailFault } from "@/lib/ports/mail-sender";
import type { Kind } from "@/lib/stacks/kind";
import type { MailSettings } from "@/lib/stacks/mail-settings";

type Mail = NonNullable<Kind["mail"]>;
type Context = { settings: MailSettings; to: string; timeoutSeconds: number };

type Words = {
  message(context: Context): string;
  /** Where it is mended: a setting by what it is for, the password, or the address that was typed. */
  place: keyof Mail["fields"] | "password" | "to";
  fix: string;
};

const WORDS: Readonly<Record<MailFault, Words>> = {
  "name-not-found": {
    message: ({ settings }) => `The name ${settings.host} was not found`,
    place: "host",
    fix: "Give the mail server's name as the rest of the world knows it",
  },
  unreachable: {
    message: ({ settings }) => `There is no way from this server to ${settings.host}`,
    place: "host",
    fix: "Check the name, and whether this server may reach that network",
  },
  refused: {
    message: ({ settings }) => `Nothing listens at ${settings.host} on port ${settings.port}`,
    place: "port",
    fix: "Providers take mail on 587, or on 465 with TLS from the first byte",
  },
  "timed-out": {
    message: ({ settings, timeoutSeconds }) =>
      `${settings.host} did not answer on port ${settings.port} within ${timeoutSeconds} s`,
    place: "port",
    fix: "Many hosters block port 25, and port 465 waits for TLS from the first byte: 587 is the usual one",
  },
  "not-smtp": {
    message: ({ settings }) => `What answers at ${settings.host} on port ${settings.port} is no mail server`,
    place: "port",
    fix: "Providers take mail on 587, or on 465 with TLS from the first byte",
  },
  closed: {
    message: ({ settings }) => `${settings.host} closed the connection`,
    place: "port",
    fix: "Check the port, and whether the mail server lets this server in",
  },
  tls: {
    message: ({ settings }) => `No TLS connection with ${settings.host} on port ${settings.port} came about`,
    place: "tls",
    fix: "Give the name that stands in the server's certificate; 465 takes TLS from the first byte, 587 switches to it",
  },
  "login-needed": {
    message: ({ settings }) => `${settings.host} takes messages only after a login`,
    place: "user",
    fix: "Give the user, and the password below it",
  },
  "login-refused": {
    message: ({ settings }) => `${settings.host} refused the login of ${settings.user}`,
    place: "password",
    fix: "Check user and password; some providers want a password made for applications",
  },
  "sender-refused": {
    message: ({ settings }) => `${settings.host} refused the sender ${settings.sender.address}`,
    place: "sender",
    fix: "Use an address that the mail server lets this user send from",
  },
  "recipient-refused": {
    message: ({ settings, to }) => `${settings.host} refused the recipient ${to}`,
    place: "to",
    fix: "Check the address; a mail server without a login takes addresses of its own only",
  },
  "message-refused": {
    message: ({ settings }) => `${settings.host} took the addresses and refused the message`,
    place: "sender",
    fix: "Read its answer: often the sender's domain lacks SPF or DKIM, or a limit is reached",
  },
};

/** The failure with its cause, the mail server's words, and the field that mends it. */
export function mailFailure(
  fault: MailFault,
  said: string,
  kind: Pick<Kind, "settings" | "secrets">,
  mail: Mail,
  context: Context,
): PanelError {
  const { message, place, fix } = WORDS[fault];
  const { field, label } = fieldAt(place, kind, mail);
  return new PanelError("mail-failed", message(context), {
    fix: `Look at “${label}”. ${fix}`,
    issues: [{ field, message: fix }],
    evidence: said === "" ? [] : [said],
    fault,
  });
}

function fieldAt(
  place: Words["place"],
  { settings, secrets }: Pick<Kind, "settings" | "secrets">,
  { fields, passwordSecret }: Mail,
): { field: string; label: string } {
  if (place === "to") return { field: "to", label: "Recipient" };
  if (place === "password") {
    return {
      field: `secrets.${passwordSecret}`,
      label: secrets[passwordSecret]?.label ?? passwordSecret,
    };
  }
  const field = fields[place] ?? fields.port;
  return { field, label: settings[field]?.label ?? field };
}
