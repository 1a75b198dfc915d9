import { computeCacheBustingSearchParam } from "next/dist/shared/lib/router/utils/cache-busting-search-param.js";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";

/** A way of asking without being signed in that somebody may take for being signed in. */
export type Variant = {
  name: string;
  headers?: Readonly<Record<string, string>>;
  /** Another spelling of the path. */
  path?: (path: string) => string;
};

/** @see docs of each: headers and paths that bypassed checks in web frameworks and panels, and forged credentials. */
export async function variants(swept: SweptPanel): Promise<Variant[]> {
  const live = await swept.signIn();
  const ended = await swept.signIn();
  await swept.endSession(ended.token);
  const name = live.cookie.split("=", 1)[0] ?? "";
  const url = swept.panel.url;
  return [
    { name: "nothing" },
    { name: "an empty cookie", headers: { cookie: `${name}=` } },
    { name: "a garbled cookie", headers: { cookie: `${name}=eyJhbGciOiJkaXIifQ..a.b.c` } },
    { name: "a cookie of an ended session", headers: { cookie: ended.cookie } },
    {
      name: "a cookie of a session that never was",
      headers: { cookie: await swept.cookieOf("never-was-a-session-0000000000000000000000") },
    },
    {
      name: "a cookie under a foreign key",
      headers: { cookie: await swept.cookieOf(live.token, "some other key of the same length 43 chars..") },
    },
    { name: "an unsigned token", headers: { cookie: `${name}=${unsigned(live.token)}` } },
    { name: "the bare token as cookie", headers: { cookie: `${name}=${live.token}` } },
    {
      name: "the token in the address",
      path: (path) => `${path}?token=${live.token}&access_token=${live.token}`,
    },
    { name: "the cookie in the address", path: (path) => `${path}?${live.cookie}` },
    { name: "another name of the cookie", headers: { cookie: `next-auth.session-token=${live.cookie}` } },
    { name: "a subrequest", headers: { "x-middleware-subrequest": "middleware:middleware:middleware" } },
    {
      name: "a subrequest of src",
      headers: { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware" },
    },
    { name: "a file of a page's data", path: (path) => `${path === "/" ? "/index" : path}.rsc` },
    ...(await routerVariants()),
    { name: "a segment's file", path: (path) => `${path}.segments/_tree.segment.rsc` },
    { name: "parameters of the router", path: (path) => `${path}?nxtPstack=swept&nxtIstack=swept` },
    { name: "doubled slashes", path: (path) => `/${path}` },
    { name: "encoded slashes", path: (path) => `/${path.slice(1).replaceAll("/", "%2f")}` },
    { name: "dots in between", path: (path) => `/sign-in/..${path}` },
    { name: "another case", path: (path) => path.toUpperCase() },
    {
      name: "headers of a proxy",
      headers: {
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-user": "mara",
        "x-real-ip": "127.0.0.1",
        "x-slipway-peer": "local",
        "x-original-url": "/sign-in",
        "x-rewrite-url": "/sign-in",
        "x-invoke-path": "/sign-in",
        "x-slipway-path": "/sign-in",
        "x-matched-path": "/sign-in",
      },
    },
    { name: "the whole address", path: (path) => `${url}${path}` },
    { name: "an upgrade", headers: { connection: "Upgrade", upgrade: "websocket" } },
  ];
}

/** The ways in which the framework's own router asks for a page; with a session each of them gets it. */
export function routerVariants(): Promise<Variant[]> {
  const asked: { name: string; prefetch?: "1"; segment?: string }[] = [
    { name: "a page's data" },
    { name: "a prefetch", prefetch: "1" },
    { name: "a prefetched segment", prefetch: "1", segment: "/_tree" },
  ];
  return Promise.all(
    asked.map(async ({ name, prefetch, segment }) => {
      // Without the mark that fits its headers, such a call is redirected to the address that has it.
      const mark = await computeCacheBustingSearchParam(prefetch, segment, undefined, undefined);
      return {
        name,
        headers: {
          rsc: "1",
          ...(prefetch !== undefined && { "next-router-prefetch": prefetch }),
          ...(segment !== undefined && { "next-router-segment-prefetch": segment }),
        },
        path: (path: string) => `${path}?_rsc${mark && `=${mark}`}`,
      };
    }),
  );
}

function unsigned(token: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ sessionToken: token })}.`;
}
