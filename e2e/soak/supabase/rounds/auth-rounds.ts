import type { Expectation, Material, Round } from "@/e2e/soak/supabase/expectation";

/** A setting that is for Auth alone, under this name of Auth's. */
function auth(change: string, value: string | number | boolean, variable: string): Expectation {
  return { change, value, shows: { auth: { [variable]: String(value) } } };
}

/** By setting, as Auth spells them; a third one has an address. */
const PROVIDERS: readonly (readonly [string, string, string?])[] = [
  ["google", "GOOGLE"],
  ["github", "GITHUB", "https://github.example.org"],
  ["azure", "AZURE", "https://login.microsoftonline.com/common"],
  ["apple", "APPLE"],
  ["bitbucket", "BITBUCKET"],
  ["discord", "DISCORD"],
  ["facebook", "FACEBOOK"],
  ["figma", "FIGMA"],
  ["gitlab", "GITLAB", "https://gitlab.example.org"],
  ["kakao", "KAKAO"],
  ["keycloak", "KEYCLOAK", "https://keycloak.example.org/realms/shop"],
  ["linkedinOidc", "LINKEDIN_OIDC"],
  ["notion", "NOTION"],
  ["slackOidc", "SLACK_OIDC"],
  ["spotify", "SPOTIFY"],
  ["twitch", "TWITCH"],
  ["twitter", "TWITTER"],
  ["workos", "WORKOS", "https://api.workos.example.org"],
  ["zoom", "ZOOM"],
];

function provider(callback: string, [key, name, url]: (typeof PROVIDERS)[number]): Expectation[] {
  const part = (last: string) => `GOTRUE_EXTERNAL_${name}_${last}`;
  return [
    {
      change: `${key}Enabled`,
      value: true,
      shows: { auth: { [part("ENABLED")]: "true", [part("REDIRECT_URI")]: callback } },
    },
    auth(`${key}ClientId`, `id of ${key}`, part("CLIENT_ID")),
    auth(`secrets.${key}Secret`, `$ecret of ${key}`, part("SECRET")),
    ...(url === undefined ? [] : [auth(`${key}Url`, url, part("URL"))]),
  ];
}

export function authRounds({ url, samlKey }: Material): Round[] {
  return [
    {
      id: "sign-in",
      floor: "plain",
      expectations: [
        auth("disableSignup", true, "GOTRUE_DISABLE_SIGNUP"),
        auth("anonymousUsers", true, "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED"),
        auth("totpEnroll", false, "GOTRUE_MFA_TOTP_ENROLL_ENABLED"),
        auth("totpVerify", false, "GOTRUE_MFA_TOTP_VERIFY_ENABLED"),
        auth("phoneFactorEnroll", true, "GOTRUE_MFA_PHONE_ENROLL_ENABLED"),
        auth("phoneFactorVerify", true, "GOTRUE_MFA_PHONE_VERIFY_ENABLED"),
        auth("maxFactors", 3, "GOTRUE_MFA_MAX_ENROLLED_FACTORS"),
      ],
      behaves: ["nobody signs up"],
    },
    {
      id: "life of tokens",
      floor: "plain",
      expectations: [
        {
          change: "jwtExpiry",
          value: 1800,
          shows: {
            auth: { GOTRUE_JWT_EXP: "1800" },
            rest: { PGRST_APP_SETTINGS_JWT_EXP: "1800" },
            db: { JWT_EXP: "1800" },
          },
          fixed: true,
        },
      ],
    },
    {
      id: "phone",
      floor: "plain",
      expectations: [
        auth("emailSignup", false, "GOTRUE_EXTERNAL_EMAIL_ENABLED"),
        auth("phoneSignup", true, "GOTRUE_EXTERNAL_PHONE_ENABLED"),
        auth("phoneAutoconfirm", true, "GOTRUE_SMS_AUTOCONFIRM"),
        auth("smsProvider", "twilio", "GOTRUE_SMS_PROVIDER"),
        auth("twilioAccountSid", "AC0123", "GOTRUE_SMS_TWILIO_ACCOUNT_SID"),
        auth("twilioMessageServiceSid", "MG0123", "GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID"),
        auth("secrets.twilioAuthToken", "tok$n #1", "GOTRUE_SMS_TWILIO_AUTH_TOKEN"),
        auth("smsOtpSeconds", 90, "GOTRUE_SMS_OTP_EXP"),
        auth("smsOtpLength", 8, "GOTRUE_SMS_OTP_LENGTH"),
        auth("smsMaxFrequency", "2m", "GOTRUE_SMS_MAX_FREQUENCY"),
        auth("smsTemplate", 'It is "{{ .Code }}" for $HOME', "GOTRUE_SMS_TEMPLATE"),
        auth("smsTestOtp", "4915112345678=123456", "GOTRUE_SMS_TEST_OTP"),
      ],
    },
    {
      id: "other sign-ins",
      floor: "plain",
      expectations: PROVIDERS.flatMap((one) => provider(`${url}/auth/v1/callback`, one)),
    },
    {
      id: "single sign-on",
      floor: "plain",
      expectations: [
        auth("samlEnabled", true, "GOTRUE_SAML_ENABLED"),
        auth("secrets.samlPrivateKey", samlKey, "GOTRUE_SAML_PRIVATE_KEY"),
        auth("samlExternalUrl", "https://sso.example.org", "GOTRUE_SAML_EXTERNAL_URL"),
        auth("samlEncryptedAssertions", true, "GOTRUE_SAML_ALLOW_ENCRYPTED_ASSERTIONS"),
        auth("samlRelayStateValidity", "5m0s", "GOTRUE_SAML_RELAY_STATE_VALIDITY_PERIOD"),
        auth("samlRateLimit", 30, "GOTRUE_SAML_RATE_LIMIT_ASSERTION"),
      ],
    },
    {
      id: "e-mail",
      floor: "plain",
      expectations: [
        // Until then addresses are taken as they are, since no message could confirm them.
        { change: "mailTransport", value: "smtp", shows: { auth: { GOTRUE_MAILER_AUTOCONFIRM: "false" } } },
        auth("smtpHost", "smtp.example.org", "GOTRUE_SMTP_HOST"),
        auth("smtpPort", 2525, "GOTRUE_SMTP_PORT"),
        auth("smtpUser", "12345", "GOTRUE_SMTP_USER"),
        auth("secrets.smtpPassword", "p@ss $word' #", "GOTRUE_SMTP_PASS"),
        auth("smtpAdminEmail", "no-reply@example.org", "GOTRUE_SMTP_ADMIN_EMAIL"),
        auth("smtpSenderName", "1,000 $ales & more", "GOTRUE_SMTP_SENDER_NAME"),
        auth("mailPathConfirmation", "/confirm", "GOTRUE_MAILER_URLPATHS_CONFIRMATION"),
        auth("mailPathInvite", "/invite", "GOTRUE_MAILER_URLPATHS_INVITE"),
        auth("mailPathRecovery", "/recover", "GOTRUE_MAILER_URLPATHS_RECOVERY"),
        auth("mailPathEmailChange", "/change", "GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE"),
      ],
    },
    {
      id: "e-mail: addresses as they are",
      floor: "smtp",
      expectations: [auth("emailAutoconfirm", true, "GOTRUE_MAILER_AUTOCONFIRM")],
    },
  ];
}
