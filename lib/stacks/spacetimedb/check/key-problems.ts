import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { identityIssues, spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { LOCAL_ISSUER } from "@/lib/keys/spacetimedb-keys";
import { isSignedByKey, readToken } from "@/lib/keys/verify-jwt";

const CURVE = "prime256v1";

/** First lines of files that are keys, but not in the form that the server reads, each with what to do. */
const OTHER_FORMS: readonly (readonly [start: string, problem: string])[] = [
  [
    "-----BEGIN EC PRIVATE KEY-----",
    "is in the older form SEC1, which the server cannot sign with: convert it with “openssl pkcs8 -topk8 -nocrypt”",
  ],
  [
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "is a key of OpenSSH: SpacetimeDB's files only have names like those of SSH",
  ],
  ["-----BEGIN ENCRYPTED PRIVATE KEY-----", "is encrypted, and the server cannot ask for its password"],
  ["ecdsa-sha2-", "is a key of OpenSSH: SpacetimeDB's files only have names like those of SSH"],
  ["ssh-", "is a key of OpenSSH: SpacetimeDB's files only have names like those of SSH"],
];

/** What is wrong with the private key, as the end of a sentence that begins with its label; undefined when it fits. */
export function privateKeyProblem(pem: string): string | undefined {
  const form = formProblem(pem, "-----BEGIN PRIVATE KEY-----");
  if (form !== undefined) return form;
  return curveProblem(readKey(() => createPrivateKey(pem.trim())));
}

export function publicKeyProblem(pem: string): string | undefined {
  if (pem.trim().startsWith("-----BEGIN PRIVATE KEY-----")) return "is a private key";
  const form = formProblem(pem, "-----BEGIN PUBLIC KEY-----");
  if (form !== undefined) return form;
  return curveProblem(readKey(() => createPublicKey(pem.trim())));
}

/** Both keys can be read by themselves. */
export function pairProblem(privatePem: string, publicPem: string): string | undefined {
  const derived = createPublicKey(createPrivateKey(privatePem.trim()));
  if (derived.equals(createPublicKey(publicPem.trim()))) return undefined;
  return "does not belong to the private key: the server would start, and refuse every token";
}

/** What the server would refuse of the owner's subject. */
export function identityClaimProblem(subject: string): string | undefined {
  const [issue] = identityIssues(LOCAL_ISSUER, subject);
  return issue === undefined ? undefined : "needs 1 to 128 bytes";
}

/** @param publicPem can be read */
export function ownerTokenProblem(token: string, publicPem: string, subject: string): string | undefined {
  const claims = readToken(token)?.payload;
  if (claims === undefined || /\s/.test(token)) return "is not a token (JWT)";
  if (!isSignedByKey(token, createPublicKey(publicPem.trim()))) {
    return "is not signed with the private key: make both anew, or give the key that it was signed with";
  }
  if (claims.iss !== LOCAL_ISSUER || claims.sub !== subject) {
    return `must be of the issuer ${LOCAL_ISSUER} and of the owner's subject`;
  }
  if (typeof claims.iat !== "number")
    return "lacks the time at which it was issued (iat), which the server demands";
  if ((claims.exp ?? null) !== null)
    return "ends (exp): publishing and the probes would fail from then on; give one without an end";
  const { hex_identity: identity } = claims;
  if (identity === undefined || identity === spacetimedbIdentity(LOCAL_ISSUER, subject)) return undefined;
  return "names another identity than its issuer and subject make";
}

function formProblem(pem: string, wanted: string): string | undefined {
  const text = pem.trim();
  if (text.startsWith(wanted)) return undefined;
  const other = OTHER_FORMS.find(([start]) => text.startsWith(start));
  return other?.[1] ?? `must be a file that begins with ${wanted}`;
}

function curveProblem(key: KeyObject | undefined): string | undefined {
  if (key === undefined) return "cannot be read: the file is damaged or cut off";
  if (key.asymmetricKeyType !== "ec")
    return `is of the type ${key.asymmetricKeyType}: it must be on the curve P-256`;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return curve === CURVE ? undefined : `is on the curve ${curve}: it must be P-256`;
}

function readKey(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    // What OpenSSL says of a broken file helps nobody.
    return undefined;
  }
}
