import type { KindMail } from "@/lib/stacks/kind";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";

/** TLS before the first word; on every other port Auth switches to it as soon as the server offers it. */
const TLS_PORT = 465;

/** As Auth sends: its library is Go's, which gives a password to no server without TLS. */
export const supabaseMail: KindMail<SupabaseFields> = {
  topic: "mail",
  fields: { host: "smtpHost", port: "smtpPort", user: "smtpUser", sender: "smtpAdminEmail" },
  passwordSecret: "smtpPassword",
  settings: ({ settings, secrets }) =>
    settings.mailTransport !== "smtp"
      ? null
      : {
          host: settings.smtpHost,
          port: settings.smtpPort,
          tls: settings.smtpPort === TLS_PORT ? "first" : "offered",
          user: settings.smtpUser,
          password: secrets.smtpPassword ?? "",
          loginNeedsTls: true,
          sender: { name: settings.smtpSenderName, address: settings.smtpAdminEmail },
        },
};
