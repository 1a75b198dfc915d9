import type { MailFault } from "@/lib/ports/mail-sender";

/** What nodemailer says of a failure. @see https://nodemailer.com/errors */
type SendError = {
  code?: unknown;
  /** Of the system, where there was one. */
  originalCode?: unknown;
  /** The last command: `MAIL FROM`, `AUTH PLAIN`. */
  command?: unknown;
  /** The server's answer, with its code in front. */
  response?: unknown;
  responseCode?: unknown;
  message?: unknown;
};

const OF_CODE: Readonly<Record<string, MailFault>> = {
  EDNS: "name-not-found",
  ETLS: "tls",
  ETIMEDOUT: "timed-out",
  EABORT: "timed-out",
  EAUTH: "login-refused",
  ENOAUTH: "login-refused",
  EPROTOCOL: "not-smtp",
  EMESSAGE: "message-refused",
};

const OF_SYSTEM: Readonly<Record<string, MailFault>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "timed-out",
  ENOTFOUND: "name-not-found",
};

const OF_COMMAND: Readonly<Record<string, MailFault>> = {
  "MAIL FROM": "sender-refused",
  "RCPT TO": "recipient-refused",
  DATA: "message-refused",
};

/** RFC 4954: the server wants a login first. */
const LOGIN_NEEDED = 530;
const MOST_CHARACTERS = 300;

export function mailFault(error: SendError): MailFault {
  const code = String(error.code ?? "");
  const system = String(error.originalCode ?? "");
  if (code === "EENVELOPE") {
    if (error.responseCode === LOGIN_NEEDED) return "login-needed";
    return OF_COMMAND[String(error.command ?? "")] ?? "recipient-refused";
  }
  const known = OF_SYSTEM[system] ?? OF_CODE[code] ?? OF_SYSTEM[code];
  if (known !== undefined) return known;
  return isOfTls(`${system} ${code}`, String(error.message ?? "")) ? "tls" : "closed";
}

/** OpenSSL's and Node's own codes for handshakes and certificates. */
function isOfTls(codes: string, message: string): boolean {
  return (
    /\b(EPROTO|ERR_(TLS|SSL)_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)|_CERT\b/.test(codes) ||
    /certificate|\bSSL\b|\bTLS\b/i.test(message)
  );
}

/** The server's words, else the system's, on one line. */
export function wordsOf(error: SendError): string {
  const text = typeof error.response === "string" && error.response !== "" ? error.response : error.message;
  return oneLine(String(text ?? ""));
}

export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, MOST_CHARACTERS);
}
