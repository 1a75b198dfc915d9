import type { SettingFields } from "@/lib/stacks/settings";

const smtp = { field: "mailTransport", is: "smtp" } as const;

function mailPath(label: string, variable: string) {
  return {
    type: "text",
    label,
    topic: "mail",
    default: "/auth/v1/verify",
    advanced: true,
    maxLength: 500,
    pattern: { source: "^/[^\\s]*$", message: "must be a path such as /auth/v1/verify" },
    variable,
    when: smtp,
  } as const;
}

export const mailFields = {
  mailTransport: {
    type: "choice",
    label: "Sending e-mail",
    help: "Without it addresses are taken as they are, and nobody can reset a password.",
    topic: "mail",
    default: "none",
    options: [
      { value: "none", label: "None" },
      { value: "smtp", label: "SMTP" },
    ],
  },
  emailAutoconfirm: {
    type: "boolean",
    label: "Take addresses as they are",
    help: "Without a message that confirms them.",
    topic: "mail",
    default: false,
    variable: "ENABLE_EMAIL_AUTOCONFIRM",
    when: smtp,
  },
  smtpAdminEmail: {
    type: "text",
    format: "email",
    label: "Sender",
    topic: "mail",
    default: "admin@example.com",
    maxLength: 255,
    variable: "SMTP_ADMIN_EMAIL",
    when: smtp,
  },
  smtpSenderName: {
    type: "text",
    label: "Sender's name",
    topic: "mail",
    default: "Supabase",
    maxLength: 100,
    variable: "SMTP_SENDER_NAME",
    when: smtp,
  },
  smtpHost: {
    type: "text",
    format: "hostname",
    label: "SMTP host",
    topic: "mail",
    default: "",
    placeholder: "smtp.example.com",
    maxLength: 253,
    variable: "SMTP_HOST",
    when: smtp,
  },
  smtpPort: {
    type: "number",
    label: "SMTP port",
    topic: "mail",
    default: 587,
    min: 1,
    max: 65_535,
    variable: "SMTP_PORT",
    when: smtp,
  },
  smtpUser: {
    type: "text",
    label: "SMTP user",
    topic: "mail",
    default: "",
    optional: true,
    maxLength: 255,
    variable: "SMTP_USER",
    when: smtp,
  },
  mailPathConfirmation: mailPath("Path of links that confirm", "MAILER_URLPATHS_CONFIRMATION"),
  mailPathInvite: mailPath("Path of links that invite", "MAILER_URLPATHS_INVITE"),
  mailPathRecovery: mailPath("Path of links that reset a password", "MAILER_URLPATHS_RECOVERY"),
  mailPathEmailChange: mailPath("Path of links that change an address", "MAILER_URLPATHS_EMAIL_CHANGE"),
} as const satisfies SettingFields;
