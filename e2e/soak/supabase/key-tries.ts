import assert from "node:assert/strict";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import {
  assertKeys,
  knowsS3Key,
  publicKeyIds,
  signIn,
  statusOfToken,
  studioStatus,
} from "@/e2e/soak/supabase/gateway-keys";
import { renewAlone } from "@/e2e/soak/supabase/renew-alone";
import { FLOORS } from "@/e2e/soak/supabase/rounds";

export type Try = (stack: ChangedStack) => Promise<string>;

const JWT_SET = [
  ...["jwtSecret", "anonKey", "serviceRoleKey", "publishableKey", "secretKey"],
  ...["jwtKeys", "jwtJwks", "anonKeyAsymmetric", "serviceRoleKeyAsymmetric"],
];
const API_KEYS = ["anonKey", "serviceRoleKey", "publishableKey", "secretKey"];

async function jwtSet(stack: ChangedStack): Promise<string> {
  const before = await stack.secrets();
  const [token, shown] = [await signIn(stack, before), await publicKeyIds(stack)];
  await assertKeys(stack, before, "taken", API_KEYS);
  assert.equal(await statusOfToken(stack, before, token), 404);

  const { old, now, recreated } = await renewAlone(stack, ["jwtSecret"], JWT_SET);
  const refused = await assertKeys(stack, old, "refused", API_KEYS);
  const taken = await assertKeys(stack, now, "taken", API_KEYS);
  assert.equal(await statusOfToken(stack, now, token), 401, "the token of a session of before");
  assert.equal(await statusOfToken(stack, now, await signIn(stack, now)), 404, "the token of a new session");
  const shares = (await publicKeyIds(stack)).filter((id) => shown.includes(id));
  assert.deepEqual(shares, [], "public keys of before that Auth still shows");
  return `${refused} ways refused, ${taken} taken, sessions ended; made anew: ${recreated.join(", ")}`;
}

function opaqueKey(name: "publishableKey" | "secretKey"): Try {
  return async (stack) => {
    const { old, now, recreated } = await renewAlone(stack, [name]);
    await assertKeys(stack, old, "refused", [name]);
    await assertKeys(stack, now, "taken", API_KEYS);
    return `made anew: ${recreated.join(", ")}`;
  };
}

async function studioPassword(stack: ChangedStack): Promise<string> {
  const { old, now, recreated } = await renewAlone(stack, ["dashboardPassword"]);
  const seen = await Promise.all(
    [old, now].map(({ dashboardPassword = "" }) => studioStatus(stack, "supabase", dashboardPassword)),
  );
  assert.deepEqual(seen, [401, 200]);
  return `made anew: ${recreated.join(", ")}`;
}

async function s3Keys(stack: ChangedStack): Promise<string> {
  const { old, now, recreated } = await renewAlone(
    stack,
    ["s3AccessKeyId"],
    ["s3AccessKeyId", "s3AccessKeySecret"],
  );
  const known = await Promise.all(
    [old, now].map(({ s3AccessKeyId = "" }) => knowsS3Key(stack, s3AccessKeyId)),
  );
  assert.deepEqual(known, [false, true]);
  return `made anew: ${recreated.join(", ")}`;
}

async function innerKeys(stack: ChangedStack): Promise<string> {
  const names = ["secretKeyBase", "vaultEncKey", "realtimeDbEncKey", "pgMetaCryptoKey"];
  const { recreated } = await renewAlone(stack, names);
  return `made anew: ${recreated.join(", ")}`;
}

/** Asked from within Studio: nothing outside of the stack reaches the log analytics. */
const ASK_ANALYTICS = `
const [path, method] = process.argv.slice(1);
fetch("http://analytics:4000" + path, { method, headers: { "x-api-key": process.env.TOKEN }, body: method === "POST" ? "[]" : undefined })
  .then((answer) => console.log(answer.status));`;

async function logflareTokens(stack: ChangedStack): Promise<string> {
  await stack.save(FLOORS.logs);
  await stack.deployProven();
  const names = ["logflarePublicToken", "logflarePrivateToken"];
  const { old, now, recreated } = await renewAlone(stack, ["logflarePublicToken"], names);
  const status = async (TOKEN: string | undefined, path: string, method: string) => {
    const command = ["node", "-e", ASK_ANALYTICS, path, method];
    return Number((await stack.exec("studio", command, { TOKEN: TOKEN ?? "" })).stdout);
  };
  const write = ["/api/logs?source_name=test", "POST"] as const;
  const read = ["/api/endpoints/query/logs.all?project=default", "GET"] as const;
  const seen = [
    [await status(old.logflarePublicToken, ...write), await status(now.logflarePublicToken, ...write)],
    [await status(old.logflarePrivateToken, ...read), await status(now.logflarePrivateToken, ...read)],
  ];
  assert.deepEqual(seen, [
    [401, 200],
    [401, 200],
  ]);
  return `made anew: ${recreated.join(", ")}`;
}

/** Live changes of keys and tokens that the panel makes. */
export const keyTries: Readonly<Record<string, Try>> = {
  "JWT secret with both keys and the newer set": jwtSet,
  "publishable key": opaqueKey("publishableKey"),
  "secret key": opaqueKey("secretKey"),
  "Studio password": studioPassword,
  "S3 keys": s3Keys,
  "keys between services": innerKeys,
  "Logflare tokens": logflareTokens,
};
