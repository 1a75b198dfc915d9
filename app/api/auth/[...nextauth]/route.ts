import nextAuth from "next-auth";
import { authOptions } from "@/lib/web/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * What signing in needs. The rest stays shut: `session` would hand its content to scripts and renew the cookie, and
 * `error`, `verify-request` and `signout` are public pages of a foreign look. Signing out is an action of ours.
 */
const OPEN = new Set(["GET csrf", "GET providers", "POST callback/credentials"]);

async function handle(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!OPEN.has(`${request.method} ${nextauth.join("/")}`)) return new Response("Not found", { status: 404 });
  return nextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
