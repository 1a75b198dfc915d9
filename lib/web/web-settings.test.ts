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

test("https takes files, which the launcher names", () => {
  const env = { NODE_ENV: "test" as const, SLIPWAY_BIND: "::", SLIPWAY_URL: "https://a.example:9400" };
  expect(() => readWebSettings(env, "/x")).toThrowError(/SLIPWAY_TLS_CERT/);
  const files = { SLIPWAY_TLS: "on", SLIPWAY_TLS_CERT: "/c.pem", SLIPWAY_TLS_KEY: "/k.pem" };
  expect(readWebSettings({ ...env, ...files }, "/x").tls).toEqual({ certificate: "/c.pem", key: "/k.pem" });
});

test("a proxy in front ends https", () => {
  const env = { NODE_ENV: "test" as const, SLIPWAY_URL: "https://a.example", SLIPWAY_PROXY: "127.0.0.1" };
  expect(readWebSettings(env, "/x")).toMatchObject({ tls: null, proxies: ["127.0.0.1"] });
});

test("everything wrong is listed at once", () => {
  const env = { NODE_ENV: "test" as const, SLIPWAY_BIND: "here", SLIPWAY_PORT: "0", SLIPWAY_URL: "ftp://x" };
  expect(() => readWebSettings(env, "/x")).toThrowError(/SLIPWAY_BIND.*SLIPWAY_PORT.*SLIPWAY_URL/);
});
