import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { routes } from "@/lib/api/contract/routes";

export const OWNER = { name: "mara", password: "correct horse battery" };

export async function makeOwner({ control }: WorkerUnderTest): Promise<void> {
  const { url } = await control.call(routes["setup.link"], {});
  const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";
  await control.call(routes["setup.owner"], { body: { token, ...OWNER } });
}

/** Signs in over HTTP as the form does; returns the headers of a request of the panel's own page. */
export async function signedInHeaders(url: string): Promise<Record<string, string>> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const jar = cookiesOf(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url, cookie: jar, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...OWNER, csrfToken, json: "true", callbackUrl: url }),
  });
  const session = cookiesOf(answer);
  if (!session.includes("slipway.session")) throw new Error(`The sign-in answered ${answer.status}`);
  return { cookie: session, "sec-fetch-site": "same-origin" };
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0] ?? "")
    .join("; ");
}
