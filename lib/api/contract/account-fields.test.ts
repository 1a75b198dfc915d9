import { expect, test } from "vitest";
import { accountName } from "@/lib/api/contract/account-fields";

test.each(["local", "LOCAL", " Schedule ", "\uff4cocal", "unknown"])(
  "%j, by which the panel calls itself, is no account's name",
  (name) => {
    const { error } = accountName.safeParse(name);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      "The panel calls itself that: choose another",
    ]);
  },
);

test.each(["ann", "local.ann", "Zoë", "scheduler"])("%j is", (name) => {
  expect(accountName.parse(name)).toBe(name);
});
