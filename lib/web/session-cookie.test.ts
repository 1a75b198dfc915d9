import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { findCookie, readSessionToken, sessionCookieName } from "@/lib/web/session-cookie";

const key = "k".repeat(43);

test("https gets the prefix that binds the cookie to it, plain http cannot", () => {
  expect(sessionCookieName(true)).toBe("__Host-slipway.session");
  expect(sessionCookieName(false)).toBe("slipway.session");
});

test("only a cookie of this key gives its token", async () => {
  const cookie = await encode({ token: { sessionToken: "t0ken" }, secret: key });
  expect(await readSessionToken(cookie, key)).toBe("t0ken");
  expect(await readSessionToken(cookie, "x".repeat(43))).toBeNull();
  expect(await readSessionToken(`${cookie}x`, key)).toBeNull();
  expect(await readSessionToken(await encode({ token: { sub: "a" }, secret: key }), key)).toBeNull();
  expect(await readSessionToken("", key)).toBeNull();
  expect(await readSessionToken(undefined, key)).toBeNull();
});

test.each([
  ["a=1; slipway.session=abc=; b=2", "abc="],
  ["xslipway.session=no", undefined],
  ["", undefined],
  [undefined, undefined],
])("the cookie in %j", (header, value) => {
  expect(findCookie(header, "slipway.session")).toBe(value);
});
