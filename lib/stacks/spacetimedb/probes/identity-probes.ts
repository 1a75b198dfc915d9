import { createPublicKey, type KeyObject } from "node:crypto";
import { compactVerify, generateKeyPair, importSPKI, SignJWT } from "jose";
import { z } from "zod";
import { isSpacetimedbIdentity, spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { LOCAL_ISSUER } from "@/lib/keys/spacetimedb-keys";
import type { Probe, ProbeOutcome } from "@/lib/stacks/kind";
import { SERVER, serverEndpoint } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { answerInWords, bodyAs } from "@/lib/stacks/spacetimedb/probes/response-body";

const OTHER_KEYS_FIX =
  "The running server has other keys than the stack: deploy again, and look whether the one-shot prepare ended well";

const identityBody = z.object({ identity: z.string(), token: z.string() });
const claimsBody = z.object({ iss: z.string(), sub: z.string(), hex_identity: z.string() });

export const publicKeyProbe: Probe<SpacetimedbFields> = {
  id: "public-key",
  title: "The server has the stack's public key",
  service: SERVER,
  async run({ http, secrets }, input) {
    const response = await http({ endpoint: serverEndpoint(input).id, path: "/v1/identity/public-key" });
    const key = response.status === 200 ? readPublicKey(response.text) : undefined;
    if (key === undefined) {
      const detail = `/v1/identity/public-key answered ${answerInWords(response)}`;
      return { ok: false, detail, fix: `Read the log of the service ${SERVER}` };
    }
    if (readPublicKey(secrets.jwtPublicKey ?? "")?.equals(key)) return { ok: true, detail: "the same key" };
    return { ok: false, detail: "The server checks tokens with another key", fix: OTHER_KEYS_FIX };
  },
};

function readPublicKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    // Why it is none makes no difference: the answer itself is shown.
    return undefined;
  }
}

export const identityProbe: Probe<SpacetimedbFields> = {
  id: "identity",
  title: "A new identity fits its token, which the stack's key has signed",
  service: SERVER,
  async run({ http, secrets }, input) {
    const endpoint = serverEndpoint(input).id;
    const response = await http({ endpoint, path: "/v1/identity", method: "POST" });
    const issued = response.status === 200 ? bodyAs(response, identityBody) : undefined;
    if (issued === undefined) {
      const detail = `POST /v1/identity answered ${answerInWords(response)}`;
      return { ok: false, detail, fix: `Read the log of the service ${SERVER}` };
    }
    const claims = await signedClaims(issued.token, secrets.jwtPublicKey ?? "");
    if (claims === undefined) {
      const detail = "The new token's ES256 signature does not verify with the stack's public key";
      return { ok: false, detail, fix: OTHER_KEYS_FIX };
    }
    return fits(issued.identity, claims);
  },
};

function fits(identity: string, claims: z.output<typeof claimsBody>): ProbeOutcome {
  const computed = spacetimedbIdentity(claims.iss, claims.sub);
  if (isSpacetimedbIdentity(identity) && identity === computed && identity === claims.hex_identity) {
    return { ok: true, detail: `${identity.slice(0, 12)}… follows from issuer and subject; ES256 verifies` };
  }
  return {
    ok: false,
    detail: `The identity ${identity.slice(0, 80)} does not follow from the issuer and the subject of its token`,
    fix: "Choose a version of the server that Slipway knows: this one makes identities in another way",
  };
}

/** In compact form, since the server writes an end of null, which readers of whole tokens refuse. */
async function signedClaims(token: string, publicPem: string) {
  try {
    const key = await importSPKI(publicPem, "ES256");
    const { payload } = await compactVerify(token, key, { algorithms: ["ES256"] });
    return claimsBody.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return undefined;
  }
}

export const ownerTokenProbe: Probe<SpacetimedbFields> = {
  id: "owner-token",
  title: "The server takes the owner token for the owner's identity",
  service: SERVER,
  async run({ http, secrets }, input) {
    const owner = spacetimedbIdentity(LOCAL_ISSUER, secrets.ownerSubject ?? "");
    const response = await http({
      endpoint: serverEndpoint(input).id,
      path: `/v1/identity/${owner}/verify`,
      headers: { authorization: `Bearer ${secrets.ownerToken ?? ""}` },
    });
    if (response.status === 204) return { ok: true, detail: `accepted for ${owner.slice(0, 12)}…` };
    const detail = `The owner token was answered with ${answerInWords(response)}`;
    return { ok: false, detail, fix: OTHER_KEYS_FIX };
  },
};

/** The owner's own claims under a key that nobody keeps. */
export const forgedTokenProbe: Probe<SpacetimedbFields> = {
  id: "forged-token",
  title: "A token of another key is refused",
  service: SERVER,
  async run({ http, secrets }, input) {
    const subject = secrets.ownerSubject ?? "";
    const owner = spacetimedbIdentity(LOCAL_ISSUER, subject);
    const { privateKey } = await generateKeyPair("ES256");
    const forged = await new SignJWT({ hex_identity: owner, aud: ["spacetimedb"] })
      .setProtectedHeader({ alg: "ES256", typ: "JWT" })
      .setIssuer(LOCAL_ISSUER)
      .setSubject(subject)
      .setIssuedAt()
      .sign(privateKey);
    const response = await http({
      endpoint: serverEndpoint(input).id,
      path: `/v1/identity/${owner}/verify`,
      headers: { authorization: `Bearer ${forged}` },
    });
    if (response.status === 401) return { ok: true, detail: "401" };
    return {
      ok: false,
      detail: `A token under another key was answered with status ${response.status} instead of 401`,
      fix: `Stop the stack: it may take tokens that anybody made. Read the log of the service ${SERVER}`,
    };
  },
};
