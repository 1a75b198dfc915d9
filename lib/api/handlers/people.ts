import type { KnownCaller } from "@/lib/api/access";
import type { peopleRoutes } from "@/lib/api/contract/people";
import type { Handlers } from "@/lib/api/handler";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { acceptInvitation, lookAtInvitation } from "@/lib/use-cases/people/accept-invitation";
import { type ActingOwner, changeRole, removePerson } from "@/lib/use-cases/people/change-person";
import { invitePerson, revokeInvitation } from "@/lib/use-cases/people/invitations";
import { listPeople } from "@/lib/use-cases/people/list-people";
import {
  createPasswordLink,
  resetPasskeys,
  resetSecondFactor,
  setPasswordByLink,
} from "@/lib/use-cases/people/reset-person";

/** Accounts of others, and the way to one. */
export function peopleHandlers(services: IdentityServices): Pick<Handlers, keyof typeof peopleRoutes> {
  return {
    "people.list": () => listPeople(services),
    "people.invite": ({ body }, caller) => invitePerson(services, body, acting(caller)),
    "people.revoke": async ({ params }, { who, from }) => {
      await revokeInvitation(services, params.invitation, { who, from });
      return {};
    },
    "people.set-role": async ({ params, body }, caller) => {
      await changeRole(services, params.person, body.role, acting(caller));
      return {};
    },
    "people.remove": async ({ params, body }, caller) => {
      await removePerson(services, params.person, body.confirmName, acting(caller));
      return {};
    },
    "people.reset-second-factor": async ({ params }, caller) => {
      await resetSecondFactor(services, params.person, acting(caller));
      return {};
    },
    "people.reset-passkeys": async ({ params }, caller) => {
      await resetPasskeys(services, params.person, acting(caller));
      return {};
    },
    "people.reset-link": ({ params }, { who, from }) =>
      createPasswordLink(services, params.person, { who, from }),
    "password.reset": ({ body }, visitor) => setPasswordByLink(services, body, visitor),
    "invitations.look": ({ body }, visitor) => lookAtInvitation(services, body.token, visitor),
    "invitations.accept": ({ body }, visitor) => acceptInvitation(services, body, visitor),
  };
}

function acting({ who, from, operator, session }: KnownCaller): ActingOwner {
  return { operatorId: session === null ? null : operator.id, caller: { who, from } };
}
