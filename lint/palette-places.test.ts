import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { paletteItems } from "@/components/live/palette-items";
import type { Role } from "@/lib/api/contract/roles";

const pages = fileURLToPath(new URL("../app/(panel)/", import.meta.url));

function places(role: Role): string[] {
  return paletteItems([], role).flatMap(({ target }) => ("href" in target ? [target.href] : []));
}

function hasPage(href: string): boolean {
  const path = href.slice(1);
  return existsSync(`${pages}${path && `${path}/`}page.tsx`);
}

describe("what the palette offers", () => {
  it.each(["viewer", "operator", "owner"] as const)("leads a %s to pages that there are", (role) => {
    expect(places(role).filter((href) => !hasPage(href))).toEqual([]);
  });

  it("grows with the role", () => {
    expect(places("viewer")).not.toContain("/new");
    expect(places("operator")).toContain("/new");
    expect(places("operator")).not.toContain("/settings/people");
    expect(places("owner")).toEqual(
      expect.arrayContaining([
        "/settings/people",
        "/settings/audit",
        "/settings/backups",
        "/settings/access",
        "/settings/domains",
      ]),
    );
  });
});
