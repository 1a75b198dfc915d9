"use server";

import { z } from "zod";
import { newPassword } from "@/lib/api/contract/account-fields";
import { routes } from "@/lib/api/contract/routes";
import { formAction, panelAction } from "@/lib/web/panel-action";

const input = z
  .object({
    currentPassword: z.string().min(1, "Type the password that you have now"),
    newPassword,
    repeatedPassword: z.string(),
  })
  .refine((form) => form.newPassword === form.repeatedPassword, {
    path: ["repeatedPassword"],
    message: "This is not the same as the new password",
  });

export const changePassword = formAction({
  input,
  run: async (worker, { currentPassword, newPassword }) => {
    await worker.call(routes["password.change"], { body: { current: currentPassword, next: newPassword } });
    return null;
  },
});

export const endSession = panelAction({
  input: routes["sessions.end-one"].params,
  run: async (worker, params) => {
    await worker.call(routes["sessions.end-one"], { params });
    return null;
  },
});

export const endOtherSessions = panelAction({
  input: z.object({}),
  run: async (worker) => (await worker.call(routes["sessions.end-others"], {})).ended,
});

export const beginSecondFactor = panelAction({
  input: z.object({}),
  run: (worker) => worker.call(routes["second-factor.begin"], {}),
});

export const confirmSecondFactor = panelAction({
  input: routes["second-factor.confirm"].body,
  run: async (worker, body) => (await worker.call(routes["second-factor.confirm"], { body })).recoveryCodes,
});

export const renewRecoveryCodes = panelAction({
  input: z.object({}),
  run: async (worker) => (await worker.call(routes["second-factor.recovery-codes"], {})).recoveryCodes,
});

export const switchOffSecondFactor = panelAction({
  input: z.object({}),
  run: async (worker) => {
    await worker.call(routes["second-factor.off"], {});
    return null;
  },
});

export const askDeviceForPasskey = panelAction({
  input: z.object({}),
  run: (worker) => worker.call(routes["passkeys.add-options"], {}),
});

export const addPasskey = panelAction({
  input: routes["passkeys.add"].body,
  run: (worker, body) => worker.call(routes["passkeys.add"], { body }),
});

export const renamePasskey = panelAction({
  input: routes["passkeys.rename"].params.extend(routes["passkeys.rename"].body.shape),
  run: async (worker, { passkey, name }) => {
    await worker.call(routes["passkeys.rename"], { params: { passkey }, body: { name } });
    return null;
  },
});

export const removePasskey = panelAction({
  input: routes["passkeys.remove"].params,
  run: async (worker, params) => {
    await worker.call(routes["passkeys.remove"], { params });
    return null;
  },
});
