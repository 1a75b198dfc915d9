/**
 * The main service of the edge runtime (TypeScript for Deno, written into the volume of functions once): checks the
 * token where VERIFY_JWT is `true`, then hands the request to the function that the path names.
 */
export const FUNCTIONS_MAIN = `// Every request to /functions/v1/… arrives here first. The settings of the stack say whether it needs a token.
import * as jose from "jsr:@panva/jose@6";

const FOLDER = "/home/deno/functions";
const MEMORY_LIMIT_MB = 150;
const TIMEOUT_MS = 400_000;

const verifies = Deno.env.get("VERIFY_JWT") === "true";
const secret = new TextEncoder().encode(Deno.env.get("JWT_SECRET") ?? "");
const publicKeys = publicKeySet(Deno.env.get("SUPABASE_JWKS"));

class Unauthorized extends Error {
  code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

Deno.serve(async (request: Request) => {
  if (verifies && request.method !== "OPTIONS") {
    try {
      await verify(request.headers.get("authorization"));
    } catch (error) {
      if (error instanceof Unauthorized) return refusal(error);
      throw error;
    }
  }
  const [name] = new URL(request.url).pathname.split("/").filter((part) => part !== "");
  if (name === undefined) return message(400, "missing function name in request");
  // A folder of this name beside the others, and nothing above it.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return message(400, "not a name of a function: " + name);
  try {
    const worker = await EdgeRuntime.userWorkers.create({
      servicePath: FOLDER + "/" + name,
      memoryLimitMb: MEMORY_LIMIT_MB,
      workerTimeoutMs: TIMEOUT_MS,
      noModuleCache: false,
      importMapPath: null,
      envVars: Object.entries(Deno.env.toObject()),
    });
    return await worker.fetch(request);
  } catch (error) {
    return message(500, String(error));
  }
});

async function verify(header: string | null): Promise<void> {
  if (header === null || header === "") {
    throw new Unauthorized("UNAUTHORIZED_NO_AUTH_HEADER", "Missing authorization header");
  }
  const [scheme, token, ...more] = header.split(" ");
  if (scheme !== "Bearer" || token === undefined || token === "" || more.length > 0) {
    throw new Unauthorized("UNAUTHORIZED_INVALID_JWT_FORMAT", "Auth header is not 'Bearer {token}'");
  }
  let algorithm: string | undefined;
  try {
    algorithm = jose.decodeProtectedHeader(token).alg;
  } catch {
    throw new Unauthorized("UNAUTHORIZED_INVALID_JWT_FORMAT", "Invalid JWT");
  }
  if (algorithm === "HS256") {
    await jose.jwtVerify(token, secret, { algorithms: ["HS256"] }).catch(() => {
      throw new Unauthorized("UNAUTHORIZED_LEGACY_JWT", "Invalid JWT");
    });
  } else if (algorithm === "ES256" || algorithm === "RS256") {
    if (publicKeys === null) throw new Unauthorized("UNAUTHORIZED_ASYMMETRIC_JWT", "No public keys to check the JWT by");
    await jose.jwtVerify(token, publicKeys, { algorithms: ["ES256", "RS256"] }).catch(() => {
      throw new Unauthorized("UNAUTHORIZED_ASYMMETRIC_JWT", "Invalid JWT");
    });
  } else {
    throw new Unauthorized("UNAUTHORIZED_UNSUPPORTED_TOKEN_ALGORITHM", "Unsupported JWT algorithm: " + algorithm);
  }
}

function publicKeySet(text: string | undefined) {
  if (text === undefined || text === "") return null;
  try {
    const parsed = JSON.parse(text);
    return Array.isArray(parsed?.keys) ? jose.createLocalJWKSet(parsed) : null;
  } catch {
    return null;
  }
}

function refusal(error: Unauthorized): Response {
  return Response.json(
    { code: error.code, message: error.message, msg: error.message },
    { status: 401, headers: { "sb-error-code": error.code } },
  );
}

function message(status: number, msg: string): Response {
  return Response.json({ msg }, { status });
}
`;
