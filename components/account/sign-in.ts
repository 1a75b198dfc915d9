import { signIn } from "next-auth/react";
import type { ErrorView } from "@/lib/api/contract/views";

/** Name and password, with the token of a link where an account is made; the answer to a challenge; or a passkey. */
export type Credentials = Partial<
  Record<"name" | "password" | "setupToken" | "invitationToken" | "challenge" | "code" | "passkey", string>
>;

/**
 * Signs in and sets the cookie; null when that worked. The address that next-auth would lead to is ignored: it is
 * made of headers.
 */
export async function signInWith(credentials: Credentials): Promise<ErrorView | null> {
  const answer = await signIn("credentials", { ...credentials, redirect: false }).catch(() => undefined);
  if (answer === undefined) return unreachable;
  if (answer.error) return readError(answer.error);
  // A wrong csrf token is answered as if all were well, without a session.
  return answer.ok && !answer.url?.includes("csrf=true") ? null : stale;
}

const unreachable: ErrorView = {
  code: "worker-unreachable",
  message: "The panel does not answer",
  fix: "Look whether it still runs on the server, then try again.",
};

const stale: ErrorView = {
  code: "sign-in-failed",
  message: "This page has grown too old to sign in from",
  fix: "Reload it and try again.",
};

function readError(text: string): ErrorView {
  try {
    return JSON.parse(text) as ErrorView;
  } catch {
    // Not the worker's words but a code of next-auth's own.
    return { code: "sign-in-failed", message: "Signing in failed", fix: "Reload the page and try again." };
  }
}
