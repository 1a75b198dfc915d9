import { decode } from "next-auth/jwt";

/** How long the browser keeps the cookie; the worker's session row decides how long it is good. */
export const SESSION_COOKIE_SECONDS = 30 * 24 * 60 * 60;

/** `__Host-` binds the cookie to https and to this very host, and cannot be used without https. */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-slipway.session" : "slipway.session";
}

/** The worker's session token out of the encrypted cookie; null when there is none or it is not ours. */
export async function readSessionToken(cookie: string | undefined, key: string): Promise<string | null> {
  if (cookie === undefined || cookie === "") return null;
  const payload = await decode({ token: cookie, secret: key }).catch(() => null);
  const token = payload?.sessionToken;
  return typeof token === "string" && token !== "" ? token : null;
}

/** One cookie out of a Cookie header. */
export function findCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
