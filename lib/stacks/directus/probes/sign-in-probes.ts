import { z } from "zod";
import type { DirectusFields } from "@/lib/stacks/directus/fields";
import { answerInWords, bodyAs } from "@/lib/stacks/directus/probes/response-body";
import type { Probe } from "@/lib/stacks/kind";

/** Key of the run's notes under which the sign-in leaves its access token. */
export const ACCESS_TOKEN_NOTE = "directus.accessToken";

const loginBody = z.object({ data: z.object({ access_token: z.string().min(1) }) });
const userBody = z.object({ data: z.object({ id: z.string().min(1), email: z.string() }) });

export const pingProbe: Probe<DirectusFields> = {
  id: "ping",
  title: "Directus answers on its published port",
  service: "directus",
  async run({ http }) {
    const response = await http({ endpoint: "directus", path: "/server/ping" });
    if (response.status === 200 && response.text.trim() === "pong") return { ok: true, detail: "pong" };
    return {
      ok: false,
      detail: `/server/ping answered ${answerInWords(response)}`,
      fix:
        response.status === 429 || response.status === 503
          ? "Directus is limiting requests or under pressure: look at its memory and at the rate limit in the settings"
          : "Look whether something else listens on the port, and read the logs of the service directus",
    };
  },
};

export const signInProbe: Probe<DirectusFields> = {
  id: "sign-in",
  title: "The generated admin signs in",
  service: "directus",
  async run({ http, secrets, notes }, { settings }) {
    const response = await http({
      endpoint: "directus",
      path: "/auth/login",
      method: "POST",
      json: { email: settings.adminEmail, password: secrets.adminPassword ?? "" },
    });
    const token = response.status === 200 ? bodyAs(response, loginBody)?.data.access_token : undefined;
    if (token !== undefined) {
      notes.set(ACCESS_TOKEN_NOTE, token);
      return { ok: true, detail: `${settings.adminEmail} signed in` };
    }
    const warmsUp = response.status === 429 || response.status >= 500;
    return {
      // Directus suspends an account after 25 wrong passwords (AUTH_LOGIN_ATTEMPTS): one try a run is enough.
      ...(!warmsUp && { final: true }),
      ok: false,
      detail: `Signing in as ${settings.adminEmail} answered ${answerInWords(response)}`,
      fix: "Directus makes this admin at its first start only. If its e-mail or password was changed in Directus since, or a second factor was set up, undo that there: the password that it should have stands under Keys. If the first start broke off, make an admin with “node /directus/cli.js users create”",
    };
  },
};

export const currentUserProbe: Probe<DirectusFields> = {
  id: "current-user",
  title: "The admin's token reads its own user",
  service: "directus",
  async run({ http, notes }, { settings }) {
    const token = notes.get(ACCESS_TOKEN_NOTE);
    if (token === undefined) {
      const fix = "Mend the sign-in first";
      return { ok: false, detail: "There is no token: the sign-in failed", fix, final: true };
    }
    const response = await http({
      endpoint: "directus",
      path: "/users/me?fields=id,email",
      headers: { authorization: `Bearer ${token}` },
    });
    const user = response.status === 200 ? bodyAs(response, userBody)?.data : undefined;
    if (user?.email.toLowerCase() === settings.adminEmail.toLowerCase()) {
      return { ok: true, detail: `/users/me is ${user.email}` };
    }
    return {
      ok: false,
      detail:
        user === undefined ? `/users/me answered ${answerInWords(response)}` : `/users/me is ${user.email}`,
      fix: "Read the logs of the service directus: the token was issued a moment ago and must be accepted",
    };
  },
};
