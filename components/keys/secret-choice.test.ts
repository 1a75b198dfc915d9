import { describe, expect, test } from "vitest";
import {
  changeable,
  chosenSecrets,
  fittingChoice,
  isTakenTwice,
  leftToFit,
} from "@/components/keys/secret-choice";

const secret = (name: string, variable: string | null) => ({
  name,
  label: name,
  topic: "Security",
  help: null,
  variable,
  consequence: "",
  provided: false,
  set: true,
  fingerprint: null,
  file: null,
  together: [],
  fitted: [],
  from: [],
  fixed: null,
});
const secrets = [
  secret("secret", "SECRET"),
  secret("adminPassword", "ADMIN_PASSWORD"),
  secret("plain", null),
];
const values = [
  { name: "SECRET", value: "one" },
  { name: "ADMIN_TOKEN", value: "two" },
];

describe("which secret a made value is for", () => {
  test("the one whose variable has its name, and none for a value that the stack does not know", () => {
    expect(fittingChoice(values, secrets)).toEqual({ SECRET: "secret", ADMIN_TOKEN: "" });
  });

  test("none that stays as it is", () => {
    const kept = { ...secret("secret", "SECRET"), fixed: "Sessions are signed with it" };
    expect(fittingChoice(values, [kept])).toEqual({ SECRET: "", ADMIN_TOKEN: "" });
    expect(changeable([kept, ...secrets.slice(1)])).toEqual(secrets.slice(1));
  });

  test("only what is chosen is saved, by the stack's own name", () => {
    expect(chosenSecrets(values, { SECRET: "secret", ADMIN_TOKEN: "" })).toEqual({ secret: "one" });
    expect(chosenSecrets(values, { SECRET: "plain", ADMIN_TOKEN: "secret" })).toEqual({
      plain: "one",
      secret: "two",
    });
  });

  test("nothing is saved when nothing is chosen, or one secret twice", () => {
    expect(chosenSecrets(values, {})).toBeNull();
    const twice = { SECRET: "secret", ADMIN_TOKEN: "secret" };
    expect(chosenSecrets(values, twice)).toBeNull();
    expect(isTakenTwice(twice, "SECRET")).toBe(true);
    expect(isTakenTwice({ SECRET: "", ADMIN_TOKEN: "" }, "SECRET")).toBe(false);
  });

  test("a file's name counts too, and what is made from the chosen is named", () => {
    const pair = [
      { ...secret("key", "KEY"), file: "id", fitted: ["public", "token"] },
      { ...secret("public", null), file: "id.pub" },
      secret("token", null),
    ];
    expect(fittingChoice([{ name: "id.pub", value: "one" }], pair)).toEqual({ "id.pub": "public" });
    expect(leftToFit({ key: "one" }, pair)).toEqual(["public", "token"]);
    expect(leftToFit({ key: "one", public: "two", token: "three" }, pair)).toEqual([]);
    expect(leftToFit({}, pair)).toEqual([]);
  });
});
