import type { SecretDefinition } from "@/lib/stacks/kind";

const REFUSED =
  "Every token that was issued before is refused: clients and the command line sign in anew, with another identity. The owner token is signed anew for the same identity, so its databases stay its own.";

export const spacetimedbSecrets = {
  jwtPrivateKey: {
    label: "Private key",
    help: "Signs the tokens of this server: P-256, PKCS#8 in PEM.",
    topic: "basics",
    recipe: { type: "made", form: "pem" },
    variable: "JWT_PRIVATE_KEY",
    file: "id_ecdsa",
    group: "key-pair",
    consequence: REFUSED,
  },
  jwtPublicKey: {
    label: "Public key",
    help: "Checks the tokens of this server: SPKI in PEM. Everybody may know it.",
    topic: "basics",
    recipe: { type: "made", form: "pem", agreesWith: ["jwtPrivateKey"] },
    variable: "JWT_PUBLIC_KEY",
    file: "id_ecdsa.pub",
    group: "key-pair",
    consequence: REFUSED,
  },
  ownerSubject: {
    label: "Subject of the owner",
    help: "With the issuer localhost it makes the identity of the owner; it stays when keys and token are made anew.",
    topic: "basics",
    recipe: { type: "made", form: "text" },
    renews: ["ownerToken"],
    consequence: "The owner becomes somebody else.",
    fixedAfterDeploy:
      "Another subject is another identity, and what the owner has published would be nobody's: it stays as it was made.",
  },
  ownerToken: {
    label: "Owner token",
    help: "Publishes, and signs in to the PostgreSQL protocol, as the owner of this stack. It never ends.",
    topic: "basics",
    recipe: { type: "made", form: "token", agreesWith: ["jwtPrivateKey"] },
    consequence: REFUSED,
  },
  grafanaPassword: {
    label: "Grafana password",
    topic: "monitoring",
    recipe: { type: "password", length: 24, alphabet: "alphanumeric" },
    variable: "GF_SECURITY_ADMIN_PASSWORD",
    when: { field: "monitoring", is: true },
    consequence:
      "Grafana keeps the password with its data: Slipway changes it in the running Grafana first, and sets it back if the deploy fails before the container is new.",
  },
} as const satisfies Readonly<Record<string, SecretDefinition>>;
