"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { formAction } from "@/lib/web/panel-action";

const input = z
  .object({
    currentPassword: z.string().min(1, "Type the password that you have now"),
    newPassword: z.string().min(10, "A password has at least 10 characters").max(1024),
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
