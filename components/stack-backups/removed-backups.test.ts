import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { RemovedBackups } from "@/components/stack-backups/removed-backups";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

// What it does to files needs a page around it; what it shows does not.
vi.mock("@/components/stack-backups/use-backup-files", () => ({
  useBackupFiles: () => ({ refusal: null, isVerifying: () => false }),
}));
vi.mock("@/components/stack-backups/backup-menu", () => ({ BackupMenu: () => null }));

const AT = "2026-11-22T09:00:00.000Z";

const backup: StackBackupView = {
  ...{ id: "b1", stackId: "s1", stackName: "shop", kind: "directus", version: "12.4.0", revision: 1 },
  ...{ createdAt: AT, createdBy: "ann", sizeBytes: 1, sha256: "", volumes: [], reason: "asked" },
  ...{ tookMs: 1, verifiedAt: null, problem: "Its checksum is another one" },
};

it("shows what is wrong with a backup in a wide window and in a narrow one", () => {
  const actions = { verify: vi.fn(), remove: vi.fn() };
  const html = renderToStaticMarkup(
    createElement(RemovedBackups, { backups: [backup], nowMs: Date.parse(AT), actions }),
  );
  const narrow = html.split(/class="[^"]*wide:hidden[^"]*"/).slice(1);
  expect(narrow.some((part) => part.includes("Its checksum is another one"))).toBe(true);
  expect(html.match(/Its checksum is another one/g)).toHaveLength(2);
});
