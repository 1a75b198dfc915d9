import { type KnownCaller, ownSession } from "@/lib/api/access";
import { hasRole } from "@/lib/api/contract/roles";
import type { tokenRoutes } from "@/lib/api/contract/tokens";
import type { Handlers } from "@/lib/api/handler";
import { createToken, endToken, listTokens } from "@/lib/use-cases/identity/api-tokens";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** API tokens: one's own, and an owner's look at everybody's. */
export function tokenHandlers(services: IdentityServices): Pick<Handlers, keyof typeof tokenRoutes> {
  return {
    "tokens.list": async (_, caller) => ({ tokens: await listTokens(services, reach(caller)) }),
    "tokens.create": ({ body }, caller) => {
      const { who, from } = caller;
      return createToken(services, ownSession(caller), body, { who, from });
    },
    "tokens.end": async ({ params }, caller) => {
      const { who, from } = caller;
      await endToken(services, reach(caller), params.token, { who, from });
      return {};
    },
  };
}

/** Whose tokens the caller has to do with; null: everybody's. */
function reach({ operator }: KnownCaller): string | null {
  return hasRole(operator.role, "owner") ? null : operator.id;
}
