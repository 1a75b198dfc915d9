import { expect, test } from "vitest";
import { readWebSettings } from "@/lib/web/web-settings";

test("nothing set: loopback and the data folder beside the code", () => {
  const settings = readWebSettings({ NODE_ENV: "test" }, "/srv/slipway");
  expect(settings).toMatchObject({
    bind: "127.0.0.1",
    port: 9400,
    workerSocket: "/srv/slipway/data/run/worker.sock",
    cookieKeyFile: "/srv/slipway/data/web/cookie-key",
  });
  expect(settings.url.href).toBe("http://127.0.0.1:9400/");
});

test("a wildcard is opened by localhost", () => {
  expect(readWebSettings({ NODE_ENV: "test", SLIPWAY_BIND: "::" }, "/x").url.host).toBe("localhost:9400");
});

test("everything wrong is listed at once", () => {
  const env = { NODE_ENV: "test" as const, SLIPWAY_BIND: "here", SLIPWAY_PORT: "0", SLIPWAY_URL: "ftp://x" };
  expect(() => readWebSettings(env, "/x")).toThrowError(/SLIPWAY_BIND.*SLIPWAY_PORT.*SLIPWAY_URL/);
});
