import { OWNER } from "@/e2e/panel/test-panel";
import { type Answer, inParallel } from "@/e2e/sweeps/send";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";

const AT_ONCE = 16;

type Entry = { cookie: string; csrfToken: string };

/** What the sign-in form needs before it can be sent. */
async function openForm(swept: SweptPanel): Promise<Entry> {
  const answer = await swept.web.send({ method: "GET", path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(answer.text) as { csrfToken: string };
  return { csrfToken, cookie: answer.cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ") };
}

export type SignInTry = { address: string; password: string; disguise?: number };

/** Sends the sign-in form. @returns whether it gave a session */
export async function trySignIn(swept: SweptPanel, form: Entry, given: SignInTry): Promise<boolean> {
  const answer: Answer = await swept.web.send({
    method: "POST",
    path: "/api/auth/callback/credentials",
    localAddress: given.address,
    headers: {
      origin: swept.panel.url,
      cookie: form.cookie,
      "content-type": "application/x-www-form-urlencoded",
      ...(given.disguise !== undefined && disguise(given.disguise)),
    },
    body: new URLSearchParams({
      name: OWNER.name,
      password: given.password,
      csrfToken: form.csrfToken,
      callbackUrl: swept.panel.url,
      json: "true",
      ...(given.disguise !== undefined && { peer: address(given.disguise), from: address(given.disguise) }),
    }).toString(),
  });
  return answer.cookies.some((cookie) => /^slipway\.session=[^;]/.test(cookie));
}

/** Another address, name or program each time, in everything that a client writes itself. */
function disguise(index: number): Record<string, string> {
  const ip = address(index);
  return {
    "x-forwarded-for": ip,
    "x-real-ip": ip,
    forwarded: `for=${ip}`,
    "x-client-ip": ip,
    "cf-connecting-ip": ip,
    "x-slipway-peer": ip,
    "user-agent": `Browser ${index}`,
  };
}

function address(index: number): string {
  return `198.51.${(index >> 8) & 255}.${index & 255}`;
}

/**
 * Guesses the owner's password so many times, from each address in turn.
 * @returns how many gave a session
 */
export async function guess(swept: SweptPanel, addresses: readonly string[], count: number): Promise<number> {
  const form = await openForm(swept);
  let sessions = 0;
  await inParallel(
    Array.from({ length: count }, (_, index) => index),
    AT_ONCE,
    async (index) => {
      const from = addresses[index % addresses.length] ?? "127.0.0.1";
      if (
        await trySignIn(swept, form, { address: from, password: `guess ${index} of many`, disguise: index })
      ) {
        sessions += 1;
      }
    },
  );
  return sessions;
}

/** The owner's own sign-in, with the right password. */
export async function ownerSignsIn(swept: SweptPanel, from: string): Promise<boolean> {
  return trySignIn(swept, await openForm(swept), { address: from, password: OWNER.password });
}
