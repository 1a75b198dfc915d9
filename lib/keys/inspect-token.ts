import { checkSignature, type SignatureVerdict } from "@/lib/keys/check-signature";
import { decodeJwt, type JsonObject } from "@/lib/keys/decode-jwt";
import { distanceWords, momentWords } from "@/lib/keys/time-words";
import { type VerificationInput, verificationKeys } from "@/lib/keys/verification-keys";

export type TokenTime = { state: "valid" | "expired" | "not-yet" | "endless" | "unreadable"; words: string };

export type TokenReport = {
  header: JsonObject;
  payload: JsonObject;
  signature: SignatureVerdict;
  time: TokenTime;
  /** What the holder should know, as sentences. */
  remarks: string[];
};

/**
 * What a token says, who signed it as far as the given key tells, and until when it is good.
 * @param key null to decode only
 * @throws PanelError `input-invalid` for a token or a key that cannot be read
 */
export async function inspectToken(
  text: string,
  key: VerificationInput | null,
  now: Date,
): Promise<TokenReport> {
  const decoded = decodeJwt(text);
  const { header, payload } = decoded;
  const signature = await checkSignature(decoded, key === null ? null : verificationKeys(key));
  return { header, payload, signature, time: timeOf(payload, now), remarks: remarksOn(payload) };
}

/** Every part of the verdict is good: what `slipway keys verify` ends well for. */
export function isGood({ signature, time }: TokenReport): boolean {
  return signature.state !== "invalid" && (time.state === "valid" || time.state === "endless");
}

function timeOf({ exp, nbf }: JsonObject, now: Date): TokenTime {
  const nowSeconds = now.getTime() / 1000;
  if (nbf !== undefined && nbf !== null) {
    const begins = whenWords(nbf, now);
    if (begins === undefined) return { state: "unreadable", words: "Its “nbf” is no time" };
    if (Number(nbf) > nowSeconds) return { state: "not-yet", words: `Good only ${begins}` };
  }
  if (exp === undefined || exp === null) return { state: "endless", words: "Never expires" };
  const ends = whenWords(exp, now);
  if (ends === undefined) return { state: "unreadable", words: "Its “exp” is no time" };
  return Number(exp) <= nowSeconds
    ? { state: "expired", words: `Expired ${ends}` }
    : { state: "valid", words: `Expires ${ends}` };
}

function whenWords(seconds: unknown, now: Date): string | undefined {
  if (typeof seconds !== "number") return undefined;
  const moment = momentWords(seconds);
  return moment === undefined ? undefined : `${distanceWords(seconds, now)} (${moment})`;
}

function remarksOn({ iss, role }: JsonObject): string[] {
  const remarks: string[] = [];
  if (iss === "supabase-demo") {
    remarks.push("One of the keys that Supabase publishes for trying out: everybody has it. Make your own.");
  }
  if (role === "service_role") {
    remarks.push("It passes row level security: keep it on servers, never in a browser or an app.");
  }
  return remarks;
}
