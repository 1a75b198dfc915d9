import { expect, it } from "vitest";
import { renewedSecrets, renewedWith } from "@/lib/keys/renewed-secrets";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { readToken } from "@/lib/keys/verify-jwt";
import { encodeEnvValue } from "@/lib/stacks/env-file";
import { checkSpacetimedb } from "@/lib/stacks/spacetimedb/check";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { exampleInput, exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";

const NOW = new Date("2026-11-22T12:00:00Z");

it("keys that are made anew take the token along, and leave the identity", () => {
  for (const name of ["jwtPrivateKey", "jwtPublicKey", "ownerToken"]) {
    expect(renewedWith(spacetimedb, name)).toEqual(["jwtPrivateKey", "jwtPublicKey", "ownerToken"]);
  }
  const renewed = renewedSecrets(
    spacetimedb,
    seededRandom("n"),
    NOW,
    exampleSecrets,
    ["jwtPrivateKey"],
    true,
  );
  expect(Object.keys(renewed)).toEqual(["jwtPrivateKey", "jwtPublicKey", "ownerToken"]);
  const all = { ...exampleSecrets, ...renewed };
  expect(checkSpacetimedb(exampleInput().settings, all)).toEqual([]);
  expect(all.jwtPublicKey).not.toBe(exampleSecrets.jwtPublicKey);
  expect(readToken(all.ownerToken ?? "")?.payload.hex_identity).toBe(
    spacetimedbIdentity("localhost", exampleSecrets.ownerSubject ?? ""),
  );
});

it("the owner's subject is not made anew once it owns databases", () => {
  const renew = () =>
    renewedSecrets(spacetimedb, seededRandom("n"), NOW, exampleSecrets, ["ownerSubject"], true);
  expect(renew).toThrow(expect.objectContaining({ code: "input-invalid" }));
});

it("a subject and a key that are given are kept, and what is missing fits them", () => {
  const given = { ownerSubject: "me", jwtPrivateKey: exampleSecrets.jwtPrivateKey ?? "" };
  const made = secretsForKind(spacetimedb, seededRandom("g"), NOW, given);
  expect(made).toMatchObject({ ...given, jwtPublicKey: exampleSecrets.jwtPublicKey });
  expect(checkSpacetimedb(exampleInput().settings, made)).toEqual([]);
});

it("a key goes through .env on one line", () => {
  const line = encodeEnvValue(exampleSecrets.jwtPrivateKey ?? "");
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toBe(exampleSecrets.jwtPrivateKey);
});
