import { ownSession } from "@/lib/api/access";
import type { passkeyRoutes } from "@/lib/api/contract/passkeys";
import type { Handlers } from "@/lib/api/handler";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { addOptions, addPasskey } from "@/lib/use-cases/passkeys/add-passkey";
import { listPasskeys, removePasskey, renamePasskey } from "@/lib/use-cases/passkeys/own-passkeys";
import { proofOptions, proveWithPasskey } from "@/lib/use-cases/passkeys/prove-with-passkey";
import {
  offerPasskeys,
  signInOptions,
  signInWithPasskey,
} from "@/lib/use-cases/passkeys/sign-in-with-passkey";

/** One's own passkeys, and what is opened by them. */
export function passkeyHandlers(services: IdentityServices): Pick<Handlers, keyof typeof passkeyRoutes> {
  return {
    "passkeys.offer": () => offerPasskeys(services),
    "passkeys.sign-in-options": (_, visitor) => signInOptions(services, visitor),
    "passkeys.sign-in": ({ body }, visitor) => signInWithPasskey(services, body, visitor),
    "passkeys.prove-options": (_, caller) => proofOptions(services, ownSession(caller)),
    "passkeys.prove": async ({ body }, caller) => {
      const { who, from } = caller;
      await proveWithPasskey(services, ownSession(caller), body, { who, from });
      return {};
    },
    "passkeys.list": (_, caller) => listPasskeys(services, ownSession(caller)),
    "passkeys.add-options": (_, caller) => addOptions(services, ownSession(caller), caller.operator.name),
    "passkeys.add": ({ body }, caller) => {
      const { who, from } = caller;
      return addPasskey(services, ownSession(caller), body, { who, from });
    },
    "passkeys.rename": async ({ params, body }, caller) => {
      const { who, from } = caller;
      const renamed = { id: params.passkey, name: body.name };
      await renamePasskey(services, ownSession(caller), renamed, { who, from });
      return {};
    },
    "passkeys.remove": async ({ params }, caller) => {
      const { who, from } = caller;
      await removePasskey(services, ownSession(caller), params.passkey, { who, from });
      return {};
    },
  };
}
