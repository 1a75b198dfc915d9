import { OWNER } from "@/e2e/panel/test-panel";
import { type Answer, inParallel } from "@/e2e/sweeps/send";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";
import type { SweepResult } from "@/e2e/sweeps/unauthenticated";
import { routes } from "@/lib/api/contract/routes";

const AT_ONCE = 16;
/** Of one account, in a quarter of an hour. */
const MOST_EVALUATED = 10;

type Entry = { cookie: string; csrfToken: string };

/** What the sign-in form needs before it can be sent. */
async function openForm(swept: SweptPanel): Promise<Entry> {
  const answer = await swept.web.send({ method: "GET", path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(answer.text) as { csrfToken: string };
  return { csrfToken, cookie: answer.cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ") };
}

type SignInTry = { address: string; password: string; disguise?: number };

/** Sends the sign-in form. @returns whether it gave a session */
async function trySignIn(swept: SweptPanel, form: Entry, given: SignInTry): Promise<boolean> {
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
 * Guesses the owner's password so many times from each group of addresses: in turn, many at once. A session is a
 * success, and so are more guesses looked at than one account may have in a quarter of an hour.
 */
export async function sweepGuessing(
  swept: SweptPanel,
  groups: readonly (readonly string[])[],
  tries: number,
): Promise<SweepResult & { evaluated: number }> {
  const successes: string[] = [];
  for (const addresses of groups) {
    const sessions = await guess(swept, addresses, tries);
    if (sessions > 0) successes.push(`${sessions} sessions from ${addresses.length} addresses`);
  }
  const evaluated = await refusedSignIns(swept);
  if (evaluated > MOST_EVALUATED) successes.push(`${evaluated} guesses were looked at`);
  return { calls: groups.length * tries, successes, evaluated };
}

/** By the audit log, as far as one page of it goes. */
async function refusedSignIns({ panel }: SweptPanel): Promise<number> {
  const { entries } = await panel.control.call(routes["audit.list"], { query: { limit: 500 } });
  return entries.filter(({ what }) => what === "sign-in refused").length;
}

/** @returns how many gave a session */
async function guess(swept: SweptPanel, addresses: readonly string[], count: number): Promise<number> {
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
