import { transformSync } from "esbuild";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { FUNCTIONS_MAIN } from "@/lib/stacks/supabase/files/functions-main";

type Handler = (request: Request) => Promise<Response>;
type WorkerOptions = { servicePath: string; envVars: [string, string][] };

const secret = "a-secret-of-at-least-32-characters";
const asKey = (text: string) => new TextEncoder().encode(text);
let asymmetric: CryptoKey;
let jwks: string;

beforeAll(async () => {
  const pair = await generateKeyPair("ES256");
  asymmetric = pair.privateKey;
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: "1", alg: "ES256", use: "sig" };
  jwks = JSON.stringify({ keys: [publicKey, { kty: "oct", k: "c2VjcmV0", alg: "HS256" }] });
});

const legacy = (key = secret) =>
  new SignJWT({ role: "anon" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h").sign(asKey(key));
const expired = () =>
  new SignJWT({ role: "anon" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime(1).sign(asKey(secret));
const newer = () =>
  new SignJWT({ role: "anon" })
    .setProtectedHeader({ alg: "ES256", kid: "1" })
    .setExpirationTime("1h")
    .sign(asymmetric);

/** The main service as the edge runtime would start it, over what this test plays of that runtime. */
async function started(environment: Readonly<Record<string, string>>) {
  const workers: WorkerOptions[] = [];
  let handler: Handler | undefined;
  const names = {
    Deno: {
      env: { get: (name: string) => environment[name], toObject: () => environment },
      serve: (given: Handler) => {
        handler = given;
      },
    },
    EdgeRuntime: {
      userWorkers: {
        create: async (options: WorkerOptions) => {
          workers.push(options);
          if (options.servicePath.endsWith("/missing"))
            throw new Error("could not find an appropriate entrypoint");
          return { fetch: async () => new Response("from the function") };
        },
      },
    },
  };
  const { code } = transformSync(
    FUNCTIONS_MAIN.replace('"jsr:@panva/jose@6"', JSON.stringify(import.meta.resolve("jose"))),
    { loader: "ts", format: "esm" },
  );
  const entry = `export default ({ Deno, EdgeRuntime }) => {${code.replace(/^import .*$/m, "")}};`;
  const [imports] = /^import .*$/m.exec(code) ?? [""];
  const url = `data:text/javascript,${encodeURIComponent(`${imports}\n${entry}`)}`;
  const module: { default: (given: typeof names) => void } = await import(/* @vite-ignore */ url);
  module.default(names);
  const call = async (path: string, authorization?: string, method = "POST") => {
    if (handler === undefined) throw new Error("the main service did not start");
    const headers = authorization === undefined ? undefined : { authorization };
    const response = await handler(new Request(`http://functions:9000${path}`, { method, headers }));
    return {
      status: response.status,
      code: response.headers.get("sb-error-code"),
      text: await response.text(),
    };
  };
  return { call, workers };
}

describe("the functions' main service", () => {
  it("hands a request to the function that the path names, with the whole environment", async () => {
    const { call, workers } = await started({ VERIFY_JWT: "false", JWT_SECRET: secret });
    expect(await call("/hello/more?a=b")).toEqual({ status: 200, code: null, text: "from the function" });
    expect(workers[0]).toMatchObject({
      servicePath: "/home/deno/functions/hello",
      envVars: [
        ["VERIFY_JWT", "false"],
        ["JWT_SECRET", secret],
      ],
    });
  });

  it("says what is wrong with a path or a function", async () => {
    const { call, workers } = await started({ VERIFY_JWT: "false" });
    expect(await call("/")).toMatchObject({
      status: 400,
      text: '{"msg":"missing function name in request"}',
    });
    expect(await call("/..%2Fetc")).toMatchObject({ status: 400 });
    expect(await call("/.git")).toMatchObject({ status: 400 });
    expect(workers).toEqual([]);
    const missing = await call("/missing");
    expect(missing.status).toBe(500);
    expect(missing.text).toContain("entrypoint");
  });

  it("takes tokens of the secret and of the public keys alike", async () => {
    const { call } = await started({ VERIFY_JWT: "true", JWT_SECRET: secret, SUPABASE_JWKS: jwks });
    expect((await call("/hello", `Bearer ${await legacy()}`)).status).toBe(200);
    expect((await call("/hello", `Bearer ${await newer()}`)).status).toBe(200);
    expect((await call("/hello", undefined, "OPTIONS")).status).toBe(200);
  });

  it("refuses every other, each with its code", async () => {
    const { call, workers } = await started({ VERIFY_JWT: "true", JWT_SECRET: secret, SUPABASE_JWKS: jwks });
    const code = async (authorization?: string) => {
      const answer = await call("/hello", authorization);
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.text)).toMatchObject({ code: answer.code });
      return answer.code;
    };
    expect(await code()).toBe("UNAUTHORIZED_NO_AUTH_HEADER");
    expect(await code("Basic abc")).toBe("UNAUTHORIZED_INVALID_JWT_FORMAT");
    expect(await code("Bearer sb_secret_abc")).toBe("UNAUTHORIZED_INVALID_JWT_FORMAT");
    expect(await code(`Bearer ${await legacy()} more`)).toBe("UNAUTHORIZED_INVALID_JWT_FORMAT");
    expect(await code(`Bearer ${await legacy("another-secret-of-32-characters!")}`)).toBe(
      "UNAUTHORIZED_LEGACY_JWT",
    );
    expect(await code(`Bearer ${await expired()}`)).toBe("UNAUTHORIZED_LEGACY_JWT");
    const { privateKey } = await generateKeyPair("ES256");
    const forged = await new SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "1" }).sign(privateKey);
    expect(await code(`Bearer ${forged}`)).toBe("UNAUTHORIZED_ASYMMETRIC_JWT");
    const none = `${btoa('{"alg":"none"}')}.${btoa("{}")}.`;
    expect(await code(`Bearer ${none}`)).toBe("UNAUTHORIZED_UNSUPPORTED_TOKEN_ALGORITHM");
    expect(workers).toEqual([]);
  });

  it("refuses newer tokens where there are no public keys, whatever the variable holds", async () => {
    for (const SUPABASE_JWKS of ["", "[]", "no json", '{"keys":1}']) {
      const { call } = await started({ VERIFY_JWT: "true", JWT_SECRET: secret, SUPABASE_JWKS });
      expect((await call("/hello", `Bearer ${await newer()}`)).code).toBe("UNAUTHORIZED_ASYMMETRIC_JWT");
      expect((await call("/hello", `Bearer ${await legacy()}`)).status).toBe(200);
    }
  });
});
