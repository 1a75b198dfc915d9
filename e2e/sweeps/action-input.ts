import { OWNER } from "@/e2e/panel/test-panel";

/** What the parameters of paths stand for: things that are there. Any other is 1. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  stack: "swept",
  service: "directus",
  secret: "adminPassword",
  function: "hello",
};

/** Fits the input of every action of plain data, so that it is not their form that refuses the call. */
export const ACTION_INPUT = {
  ...PARAMETERS,
  path: "index.ts",
  text: "",
  archive: "AAAA",
  revision: 1,
  job: "1",
  name: PARAMETERS.stack,
  kind: "directus",
  settings: {},
  access: { mode: "private" },
  secrets: {},
  base: 1,
  names: ["metricsToken"],
  note: "",
  verb: "stop",
  deploy: false,
  fingerprint: "none",
  confirmName: PARAMETERS.stack,
  removeVolumes: [],
  session: "1",
  passkey: "1",
  id: "aa",
  response: { clientDataJSON: "aa", authenticatorData: "aa", signature: "aa" },
  person: "1",
  invitation: "1",
  role: "viewer",
  place: "folder",
  password: OWNER.password,
  code: "000000",
  token: "a".repeat(43),
  schedule: { every: "off", hour: 3, weekday: 0 },
  keep: 14,
  folder: "",
  s3: null,
  scope: "read",
  days: 30,
  email: "",
  directory: "",
  roots: "",
  publicAddresses: [],
  panel: false,
  env: "COMPOSE_FILE=docker-compose.yml\nJWT_EXPIRY=3600\n",
  kong: "",
  keepFlagged: [],
  action: "enable-graphql",
  backup: "1",
  saveFirst: true,
  to: "ann@example.com",
  subject: "ann",
  issuer: "localhost",
};

const BACKUP = { place: "folder", name: "slipway-2026-01-02T03-04-05Z.backup" };

/** Where an action means something else by a name of the input above. */
const INPUTS: Readonly<Record<string, object>> = {
  saveFunctionFile: { base: null },
  removeFunctionFile: { base: "0".repeat(64) },
  uploadFunction: { base: null },
  testBackup: BACKUP,
  deleteBackup: BACKUP,
  addPasskey: { passkey: { id: "aa", response: { clientDataJSON: "aa", attestationObject: "aa" } } },
};

const NEW_PASSWORD = "another password of mine";

/** Actions that take a form: its fields, by the action's name. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  changePassword: {
    currentPassword: "not the password",
    newPassword: NEW_PASSWORD,
    repeatedPassword: NEW_PASSWORD,
  },
};

const BOUNDARY = "sweep-0b1e7a";

/** The body of a call of the action as React's client writes it: arguments as JSON, a form as parts beside them. */
export function actionBody(name: string): { contentType: string; body: string } {
  const form = FORMS[name];
  if (form === undefined) {
    const input = { ...ACTION_INPUT, ...INPUTS[name] };
    return { contentType: "text/plain;charset=UTF-8", body: JSON.stringify([input]) };
  }
  // The arguments come last: they are read as soon as they are there, and the form must be.
  const parts = [
    ...Object.entries(form).map(([field, value]) => [`_1_${field}`, value] as const),
    ["0", JSON.stringify([{ status: "idle" }, "$K1"])] as const,
  ];
  const body = parts.map(
    ([field, value]) =>
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    body: `${body.join("")}--${BOUNDARY}--\r\n`,
  };
}
