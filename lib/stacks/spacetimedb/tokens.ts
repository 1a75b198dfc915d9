import { createPrivateKey } from "node:crypto";
import { PanelError } from "@/lib/errors";
import { identityIssues } from "@/lib/keys/spacetimedb-identity";
import { LOCAL_ISSUER } from "@/lib/keys/spacetimedb-keys";
import { spacetimedbToken } from "@/lib/keys/spacetimedb-token";
import type { KindTokens } from "@/lib/stacks/kind";

/** The server takes whatever its own key has signed, and asks no issuer then. */
export const spacetimedbTokens: KindTokens = {
  issuer: LOCAL_ISSUER,
  explanation:
    "Issuer and subject alone make the identity: the same two, signed again, stand for the same user. The server keeps no list of tokens, so a single one cannot be taken back before its end; making the key pair anew ends all of them.",
  mint(secrets, { issuer, subject, expiresAt }, now) {
    const issues = identityIssues(issuer, subject);
    const [first] = issues;
    if (first !== undefined) throw new PanelError("input-invalid", first.message, { issues });
    const key = createPrivateKey((secrets.jwtPrivateKey ?? "").trim());
    const wanted = { issuer, subject, ...(expiresAt !== null && { expiresAt }) };
    return {
      ...spacetimedbToken(wanted, key, now),
      checkedBy: { publicKey: secrets.jwtPublicKey ?? "" },
    };
  },
};
