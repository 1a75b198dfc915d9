import { ownSession } from "@/lib/api/access";
import type { identityRoutes } from "@/lib/api/contract/identity";
import type { Handlers } from "@/lib/api/handler";
import { changePassword } from "@/lib/use-cases/identity/change-password";
import { createOwner } from "@/lib/use-cases/identity/create-owner";
import { createSetupLink } from "@/lib/use-cases/identity/create-setup-link";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { endOtherSessions, endOwnSession, listSessions } from "@/lib/use-cases/identity/own-sessions";
import { provePassword } from "@/lib/use-cases/identity/prove-password";
import { signIn } from "@/lib/use-cases/identity/sign-in";
import { signInWithCode } from "@/lib/use-cases/identity/sign-in-with-code";
import { signOut } from "@/lib/use-cases/identity/sign-out";
import { ownPasskeyOrigin } from "@/lib/use-cases/passkeys/own-passkeys";

/** Set-up, sessions, one's own password. */
export function identityHandlers(services: IdentityServices): Pick<Handlers, keyof typeof identityRoutes> {
  return {
    "setup.state": async () => {
      if (await services.store.hasOwner()) return { needed: false, refusal: null };
      return { needed: true, refusal: await services.setupRefusal() };
    },
    "setup.link": (_, { who, from }) => createSetupLink(services, { who, from }),
    "setup.owner": ({ body }, visitor) => createOwner(services, body, visitor),
    "sessions.create": ({ body }, visitor) => signIn(services, body, visitor),
    "sessions.code": ({ body }, visitor) => signInWithCode(services, body, visitor),
    "sessions.current": async (_, { operator, session }) => ({
      operator,
      expiresAt: session?.expiresAt.toISOString() ?? null,
      passkeyOrigin: session === null ? null : await ownPasskeyOrigin(services, operator.id),
    }),
    "sessions.prove": async ({ body }, caller) => {
      await provePassword(services, ownSession(caller), body, {
        who: caller.who,
        from: caller.from,
      });
      return {};
    },
    // The proof is required before a handler is reached.
    "sessions.proved": async () => ({}),
    "sessions.end": async (_, caller) => {
      const { tokenHash } = ownSession(caller);
      await signOut(services, tokenHash, { who: caller.who, from: caller.from });
      return {};
    },
    "sessions.list": async (_, caller) => ({ sessions: await listSessions(services, ownSession(caller)) }),
    "sessions.end-others": async (_, caller) => ({
      ended: await endOtherSessions(services, ownSession(caller), { who: caller.who, from: caller.from }),
    }),
    "sessions.end-one": async ({ params }, caller) => {
      const { who, from } = caller;
      await endOwnSession(services, ownSession(caller), params.session, { who, from });
      return {};
    },
    "password.change": async ({ body }, caller) => {
      await changePassword(services, ownSession(caller), body, { who: caller.who, from: caller.from });
      return {};
    },
  };
}
