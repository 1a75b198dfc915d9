import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { BackupState } from "@/components/stack-backups/backup-state";

const whole = { problem: null, verifiedAt: "2026-11-22T09:00:00.000Z", reason: "asked" as const };
const text = (props: Parameters<typeof BackupState>[0]) =>
  renderToStaticMarkup(createElement(BackupState, props)).replace(/<[^>]*>/g, " ");

it("says what is wrong with a backup, before why it does not fit", () => {
  const refusal = { message: "It holds older data", fix: "Deploy it first" };
  expect(text({ backup: whole })).toMatch(/^\s*Verified\s*$/);
  expect(text({ backup: whole, refusal })).toContain("It holds older data. Deploy it first.");
  const damaged = text({
    backup: { ...whole, verifiedAt: null, problem: "Its checksum is another one" },
    refusal,
  });
  expect(damaged).toContain("Damaged");
  expect(damaged).toContain("Its checksum is another one");
  expect(damaged).not.toContain("older data");
});
