import type { DirectusFields } from "@/lib/stacks/directus/fields";
import type { KindMail } from "@/lib/stacks/kind";

export const directusMail: KindMail<DirectusFields> = {
  topic: "mail",
  fields: { host: "smtpHost", port: "smtpPort", user: "smtpUser", sender: "emailFrom", tls: "smtpSecure" },
  passwordSecret: "smtpPassword",
  settings: ({ settings, secrets }) =>
    settings.emailTransport !== "smtp"
      ? null
      : {
          host: settings.smtpHost,
          port: settings.smtpPort,
          tls: settings.smtpSecure ? "first" : settings.smtpIgnoreTls ? "never" : "offered",
          user: settings.smtpUser,
          password: secrets.smtpPassword ?? "",
          loginNeedsTls: false,
          sender: { name: "", address: settings.emailFrom },
        },
};
