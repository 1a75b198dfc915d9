import { expect, it } from "vitest";
import { passkeySite } from "@/lib/use-cases/passkeys/passkey-site";

const near = { bind: "127.0.0.1", port: 9400, scheme: "http" } as const;
const all = { bind: "0.0.0.0", port: 9400, scheme: "https" } as const;
const localhost = { rpId: "localhost", origin: "http://localhost:9400" };

it.each([
  ["a private panel", { ...near, url: "http://127.0.0.1:9400" }, localhost],
  ["one on ::1", { ...near, bind: "::1", url: "http://[::1]:9400" }, localhost],
  [
    "one on port 80",
    { ...near, port: 80, url: "http://127.0.0.1" },
    { ...localhost, origin: "http://localhost" },
  ],
  ["one by an address", { ...all, url: "https://203.0.113.5:9400" }, null],
  ["one by an address of IPv6", { ...all, bind: "::", url: "https://[2001:db8::5]:9400" }, null],
  ["one on a single address", { ...near, bind: "203.0.113.5", url: "http://203.0.113.5:9400" }, null],
  [
    "one with a name of its own",
    { ...all, url: "https://panel.example.com:9400" },
    { rpId: "panel.example.com", origin: "https://panel.example.com:9400" },
  ],
  [
    "one behind a proxy",
    { ...near, url: "https://panel.example.com" },
    { rpId: "panel.example.com", origin: "https://panel.example.com" },
  ],
  ["one in clear by a name", { ...all, scheme: "http", url: "http://panel.example.com:9400" }, localhost],
  [
    "one in clear that is not near",
    { ...near, bind: "192.0.2.1", url: "http://panel.example.com:9400" },
    null,
  ],
  ["one at localhost", { ...near, url: "http://localhost:9400" }, localhost],
] as const)("%s", (_, settings, site) => {
  expect(passkeySite(settings)).toEqual(site);
});
