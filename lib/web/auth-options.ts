import type { AuthOptions, User } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { errorViewOf } from "@/lib/api/contract/error-view";
import { routes } from "@/lib/api/contract/routes";
import { WorkerClient } from "@/lib/client/worker-client";
import { toPanelError } from "@/lib/errors";
import { panelEnvironment } from "@/lib/web/panel-environment";
import { SESSION_COOKIE_SECONDS, sessionCookieName } from "@/lib/web/session-cookie";

type SignedInUser = User & { sessionToken: string };

/**
 * The worker decides about name and password, and makes the owner where a set-up token comes along. The token that it
 * issues lives inside the encrypted cookie, out of reach of the page's scripts.
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
        credentials: { name: {}, password: {}, setupToken: {} },
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

type Credentials = { name?: string; password?: string; setupToken?: string };

async function signIn(credentials: Credentials, headers: Record<string, unknown>): Promise<SignedInUser> {
  const { name = "", password = "", setupToken = "" } = credentials;
  const { "x-forwarded-for": peer, "user-agent": agent } = headers;
  const worker = new WorkerClient({
    socketPath: panelEnvironment().workerSocket,
    peer: typeof peer === "string" ? peer : undefined,
    agent: typeof agent === "string" ? agent : undefined,
  });
  try {
    const session =
      setupToken === ""
        ? await worker.call(routes["sessions.create"], { body: { name, password } })
        : await worker.call(routes["setup.owner"], { body: { token: setupToken, name, password } });
    return { id: session.operator.id, name: session.operator.name, sessionToken: session.token };
  } catch (error) {
    // next-auth hands a message to the form and nothing else, so the whole error travels in it.
    throw new Error(JSON.stringify(errorViewOf(toPanelError(error))));
  }
}

function isSignedIn(user: unknown): user is SignedInUser {
  return typeof user === "object" && user !== null && "sessionToken" in user;
}
