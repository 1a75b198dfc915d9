import type { AuthOptions, User } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { errorViewOf } from "@/lib/api/contract/error-view";
import type { PasskeyAssertion } from "@/lib/api/contract/passkeys";
import { routes } from "@/lib/api/contract/routes";
import { type WorkerAccess, WorkerClient } from "@/lib/client/worker-client";
import { PanelError, toPanelError } from "@/lib/errors";
import { panelEnvironment } from "@/lib/web/panel-environment";
import {
  findCookie,
  readSessionToken,
  SESSION_COOKIE_SECONDS,
  sessionCookieName,
} from "@/lib/web/session-cookie";

type SignedInUser = User & { sessionToken: string };

/**
 * The worker decides about name and password, and makes the account where a one-time token comes along. The token that
 * it issues lives inside the encrypted cookie, out of reach of the page's scripts.
 */
export function authOptions(): AuthOptions {
  const { cookieKey, secure } = panelEnvironment();
  return {
    secret: cookieKey,
    session: { strategy: "jwt", maxAge: SESSION_COOKIE_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in" },
    providers: [
      credentialsProvider({
        credentials: {
          name: {},
          password: {},
          setupToken: {},
          invitationToken: {},
          challenge: {},
          code: {},
          passkey: {},
        },
        authorize: (credentials, request) => signIn(credentials ?? {}, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        isSignedIn(user) ? { sub: user.id, sessionToken: user.sessionToken } : token,
    },
    // next-auth writes a stack trace for each wrong password; the worker's audit log has the attempt.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}

type Credentials = Partial<
  Record<"name" | "password" | "setupToken" | "invitationToken" | "challenge" | "code" | "passkey", string>
>;

async function signIn(credentials: Credentials, headers: Record<string, unknown>): Promise<SignedInUser> {
  const { "x-forwarded-for": peer, "user-agent": agent } = headers;
  const access = {
    socketPath: panelEnvironment().workerSocket,
    peer: typeof peer === "string" ? peer : undefined,
    agent: typeof agent === "string" ? agent : undefined,
  };
  const worker = new WorkerClient(access);
  try {
    const session = await openSession(worker, credentials);
    if ("challenge" in session) {
      throw new PanelError("second-factor-needed", "Type the code of your authenticator app", session);
    }
    await endSessionBefore(access, headers.cookie);
    return { id: session.operator.id, name: session.operator.name, sessionToken: session.token };
  } catch (error) {
    // next-auth hands a message to the form and nothing else, so the whole error travels in it.
    throw new Error(JSON.stringify(errorViewOf(toPanelError(error))));
  }
}

/** The new cookie takes the place of an old one, whose session nobody could reach or see the end of any more. */
async function endSessionBefore(access: WorkerAccess, cookies: unknown): Promise<void> {
  const { cookieKey, secure } = panelEnvironment();
  const cookie = typeof cookies === "string" ? findCookie(cookies, sessionCookieName(secure)) : undefined;
  const token = await readSessionToken(cookie, cookieKey);
  if (token === null) return;
  try {
    await new WorkerClient({ ...access, token }).call(routes["sessions.end"], {});
  } catch (error) {
    // It has ended by itself, or it ends by its age: whoever signs in is not kept out for that.
    if (toPanelError(error).code !== "not-signed-in") console.error(error);
  }
}

function openSession(worker: WorkerClient, credentials: Credentials) {
  const { name = "", password = "", setupToken, invitationToken, challenge, code = "" } = credentials;
  const { passkey } = credentials;
  if (passkey) return worker.call(routes["passkeys.sign-in"], { body: readPasskey(passkey) });
  if (challenge) return worker.call(routes["sessions.code"], { body: { challenge, code } });
  if (setupToken) return worker.call(routes["setup.owner"], { body: { token: setupToken, name, password } });
  if (invitationToken)
    return worker.call(routes["invitations.accept"], { body: { token: invitationToken, name, password } });
  return worker.call(routes["sessions.create"], { body: { name, password } });
}

/** A form's fields are text, so what the device has signed comes as JSON. */
function readPasskey(text: string): PasskeyAssertion {
  try {
    return routes["passkeys.sign-in"].body.parse(JSON.parse(text));
  } catch {
    throw new PanelError("input-invalid", "This is not what a passkey signs", { fix: "Reload the page." });
  }
}

function isSignedIn(user: unknown): user is SignedInUser {
  return typeof user === "object" && user !== null && "sessionToken" in user;
}
