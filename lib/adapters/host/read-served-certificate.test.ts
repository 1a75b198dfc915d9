import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, test } from "vitest";
import { readServedCertificate } from "@/lib/adapters/host/read-served-certificate";
import { makeCertificate } from "@/lib/launch/certificate/make-certificate.mjs";

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("what a port serves is read from it", async () => {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [notBefore, notAfter] = [new Date("2026-01-01T00:00:00Z"), new Date("2027-01-01T00:00:00Z")];
  const names = ["panel.example.com", "127.0.0.1", "2001:db8::7"];
  const cert = makeCertificate({ key, names, notBefore, notAfter, serial: randomBytes(16) });
  const server = createTlsServer({ cert, key: String(key.export({ type: "pkcs8", format: "pem" })) });
  const port = await listening(server);
  expect(await readServedCertificate("127.0.0.1", port)).toEqual({
    fingerprint: new X509Certificate(cert).fingerprint256,
    ...{ names, validFrom: notBefore, validTo: notAfter, selfSigned: true },
  });
  server.close();
  await once(server, "close");
  expect(await readServedCertificate("127.0.0.1", port)).toBeNull();
});

test("a port that speaks something else has none, whether it talks or not", async () => {
  for (const greeting of ["HTTP/1.1 400 Bad Request\r\n\r\n", ""]) {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.write(greeting);
    });
    expect(await readServedCertificate("127.0.0.1", await listening(server))).toBeNull();
    server.close();
  }
});
