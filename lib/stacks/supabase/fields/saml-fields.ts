import type { SettingFields } from "@/lib/stacks/settings";

const saml = { field: "samlEnabled", is: true } as const;

export const samlFields = {
  samlEnabled: {
    type: "boolean",
    label: "Single sign-on with SAML",
    help: "Identity providers are added with Auth's own admin API.",
    topic: "saml",
    default: false,
    variable: "SAML_ENABLED",
  },
  samlExternalUrl: {
    type: "text",
    format: "url",
    label: "Address for identity providers",
    help: "Empty: Auth's own.",
    topic: "saml",
    default: "",
    optional: true,
    maxLength: 2000,
    variable: "SAML_EXTERNAL_URL",
    when: saml,
  },
  samlEncryptedAssertions: {
    type: "boolean",
    label: "Take encrypted assertions",
    topic: "saml",
    default: false,
    variable: "SAML_ALLOW_ENCRYPTED_ASSERTIONS",
    when: saml,
  },
  samlRelayStateValidity: {
    type: "text",
    label: "A sign-in may take",
    topic: "saml",
    default: "2m0s",
    advanced: true,
    maxLength: 20,
    pattern: { source: "^(\\d+(\\.\\d+)?(ms|s|m|h))+$", message: "must be a duration such as 90s or 2m0s" },
    variable: "SAML_RELAY_STATE_VALIDITY_PERIOD",
    when: saml,
  },
  samlRateLimit: {
    type: "number",
    label: "Assertions in five minutes",
    help: "Further ones of the same visitor are refused.",
    topic: "saml",
    default: 15,
    min: 1,
    max: 100_000,
    advanced: true,
    variable: "SAML_RATE_LIMIT_ASSERTION",
    when: saml,
  },
} as const satisfies SettingFields;
