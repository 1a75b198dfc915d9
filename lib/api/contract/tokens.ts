import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { TOKEN_SCOPES } from "@/lib/api/contract/token-scopes";
import { instant } from "@/lib/api/contract/views";

export const TOKEN_MAX_DAYS = 365;
export const TOKEN_DEFAULT_DAYS = 30;

/** Without the token: that was shown to whoever made it, once. */
const apiTokenView = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(TOKEN_SCOPES),
  /** In whose name it acts. */
  owner: z.object({ id: z.string(), name: z.string() }),
  createdAt: instant,
  expiresAt: instant,
  expired: z.boolean(),
  /** To the minute; null before the first call. */
  lastUsedAt: instant.nullable(),
  lastUsedFrom: z.string().nullable(),
});
export type ApiTokenView = z.output<typeof apiTokenView>;

export const tokenRoutes = {
  "tokens.list": route({
    method: "GET",
    path: "/v1/tokens",
    access: "viewer",
    token: "never",
    summary: "One's own API tokens; an owner sees everybody's",
    response: { json: z.object({ tokens: z.array(apiTokenView) }) },
  }),
  "tokens.create": route({
    method: "POST",
    path: "/v1/tokens",
    access: "viewer",
    token: "never",
    fresh: "always",
    summary: "A token by which a program calls the API in one's name; it is shown here and never again",
    body: z.object({
      name: z
        .string()
        .trim()
        .min(1, "Type a name")
        .max(60, "A name has at most 60 characters")
        .regex(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u, "A name is one line of letters, digits and signs"),
      scope: z.enum(TOKEN_SCOPES),
      days: z
        .number()
        .int("Choose whole days")
        .min(1, "At least a day")
        .max(TOKEN_MAX_DAYS, "At most 365 days")
        .default(TOKEN_DEFAULT_DAYS),
    }),
    response: { json: z.object({ token: z.string(), made: apiTokenView }) },
  }),
  "tokens.end": route({
    method: "DELETE",
    path: "/v1/tokens/:token",
    access: "viewer",
    token: "never",
    summary: "End one of one's own API tokens, or as owner anybody's; its streams end at once",
    params: z.object({ token: z.string().min(1).max(64) }),
    response: { json: z.object({}) },
  }),
};
