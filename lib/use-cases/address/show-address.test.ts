import { expect, test } from "vitest";
import { type AddressServices, showAddress } from "@/lib/use-cases/address/show-address";

const certificate = {
  fingerprint: "AA:01",
  names: ["localhost"],
  validFrom: new Date(0),
  validTo: new Date(1),
  selfSigned: true,
};

function services(given: Partial<AddressServices>) {
  const asked: string[] = [];
  const all: AddressServices = {
    ...{ url: "http://127.0.0.1:9400", bind: "127.0.0.1", port: 9400, scheme: "http" },
    readCertificate: async (host, port) => {
      asked.push(`${host} ${port}`);
      return certificate;
    },
    signInTarget: () => "root@203.0.113.5",
    ...given,
  };
  return { all, asked };
}

test.each<[string, Partial<AddressServices>, string]>([
  ["loopback alone", {}, "private"],
  ["loopback over https", { url: "https://localhost:9400", scheme: "https" }, "private"],
  ["an address", { url: "https://203.0.113.5:9400", bind: "0.0.0.0", scheme: "https" }, "address"],
  ["an address in clear", { url: "http://203.0.113.5:9400", bind: "0.0.0.0" }, "address"],
  ["a proxy that ends https", { url: "https://panel.example.com" }, "proxy"],
  ["one on another machine", { url: "https://panel.example.com", bind: "10.0.0.5" }, "proxy"],
  ["one in clear", { url: "http://panel.example.com" }, "proxy"],
])("how the panel is reached: %s", async (_, given, mode) => {
  expect((await showAddress(services(given).all)).mode).toBe(mode);
});

test("what is private is reached through a tunnel", async () => {
  expect((await showAddress(services({}).all)).tunnel).toBe("ssh -L 9400:127.0.0.1:9400 root@203.0.113.5");
  expect((await showAddress(services({ bind: "0.0.0.0" }).all)).tunnel).toBeNull();
});

test("the certificate is asked of the port itself, and only where that speaks https", async () => {
  const plain = services({});
  expect((await showAddress(plain.all)).certificate).toBeNull();
  expect(plain.asked).toEqual([]);
  const open = services({ url: "https://203.0.113.5:9400", bind: "::", scheme: "https" });
  expect(await showAddress(open.all)).toMatchObject({ listening: "[::]:9400", certificate });
  expect(open.asked).toEqual(["::1 9400"]);
});
