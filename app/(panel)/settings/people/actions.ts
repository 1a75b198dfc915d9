"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

const person = routes["people.set-role"].params;

export const invitePerson = panelAction({
  input: routes["people.invite"].body,
  run: (worker, body) => worker.call(routes["people.invite"], { body }),
});

export const revokeInvitation = panelAction({
  input: routes["people.revoke"].params,
  run: async (worker, params) => {
    await worker.call(routes["people.revoke"], { params });
    return null;
  },
});

export const changeRole = panelAction({
  input: person.extend(routes["people.set-role"].body.shape),
  run: async (worker, { person, role }) => {
    await worker.call(routes["people.set-role"], { params: { person }, body: { role } });
    return null;
  },
});

export const removePerson = panelAction({
  input: person.extend(routes["people.remove"].body.shape),
  run: async (worker, { person, confirmName }) => {
    await worker.call(routes["people.remove"], { params: { person }, body: { confirmName } });
    return null;
  },
});

export const resetSecondFactor = panelAction({
  input: person,
  run: async (worker, params) => {
    await worker.call(routes["people.reset-second-factor"], { params });
    return null;
  },
});

export const resetPasskeys = panelAction({
  input: person,
  run: async (worker, params) => {
    await worker.call(routes["people.reset-passkeys"], { params });
    return null;
  },
});
