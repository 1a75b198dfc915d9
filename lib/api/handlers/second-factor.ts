import { ownSession } from "@/lib/api/access";
import type { secondFactorRoutes } from "@/lib/api/contract/second-factor";
import type { Handlers } from "@/lib/api/handler";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import {
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
  switchOffSecondFactor,
} from "@/lib/use-cases/identity/own-second-factor";

/** One's own second factor. */
export function secondFactorHandlers(
  services: IdentityServices,
): Pick<Handlers, keyof typeof secondFactorRoutes> {
  return {
    "second-factor.show": (_, caller) => showSecondFactor(services, ownSession(caller).operatorId),
    "second-factor.begin": (_, caller) =>
      beginSecondFactor(services, ownSession(caller), caller.operator.name),
    "second-factor.confirm": async ({ body }, caller) => {
      const { who, from } = caller;
      const codes = await confirmSecondFactor(services, ownSession(caller), body.code, { who, from });
      return { recoveryCodes: codes };
    },
    "second-factor.recovery-codes": async (_, caller) => {
      const { who, from } = caller;
      return { recoveryCodes: await renewRecoveryCodes(services, ownSession(caller), { who, from }) };
    },
    "second-factor.off": async (_, caller) => {
      const { who, from } = caller;
      await switchOffSecondFactor(services, ownSession(caller), { who, from });
      return {};
    },
  };
}
