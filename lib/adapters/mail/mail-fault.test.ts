import { expect, it } from "vitest";
import { mailFault, wordsOf } from "@/lib/adapters/mail/mail-fault";

it.each([
  [{ code: "EDNS", originalCode: "ENOTFOUND" }, "name-not-found"],
  [{ code: "EDNS", originalCode: "EAI_AGAIN" }, "name-not-found"],
  [{ code: "ESOCKET", originalCode: "EHOSTUNREACH" }, "unreachable"],
  [{ code: "ESOCKET", originalCode: "ENETUNREACH" }, "unreachable"],
  [{ code: "ESOCKET", originalCode: "ETIMEDOUT" }, "timed-out"],
  [{ code: "EABORT" }, "timed-out"],
  [{ code: "ESOCKET", originalCode: "ECONNRESET" }, "closed"],
  [{ code: "ESOCKET", originalCode: "CERT_HAS_EXPIRED" }, "tls"],
  [{ code: "ESOCKET", originalCode: "ERR_TLS_CERT_ALTNAME_INVALID" }, "tls"],
  [{ code: "EENVELOPE", command: "DATA", responseCode: 452 }, "message-refused"],
  [{ code: "ESTRANGE" }, "closed"],
] as const)("%j is %s", (error, fault) => {
  expect(mailFault(error)).toBe(fault);
});

it("takes the server's words before the system's, on one line of bounded length", () => {
  expect(wordsOf({ response: "550-No\r\n550 such\tuser\u0007", message: "failed" })).toBe(
    "550-No 550 such user",
  );
  expect(wordsOf({ message: `x${" y".repeat(1000)}` })).toHaveLength(300);
});
