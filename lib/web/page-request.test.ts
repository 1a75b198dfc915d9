import { expect, test } from "vitest";
import { isPage } from "@/lib/web/page-request";

test.each(["/", "/settings/audit", "/settings/audit?who=ann.example", "/stacks/cms/logs?q=a.js?b.css"])(
  "%s is a page",
  (target) => expect(isPage(target)).toBe(true),
);

test.each(["/icon.svg", "/icon.svg?v=1", "/api/auth/csrf", "/_next/image?url=x"])("%s is none", (target) =>
  expect(isPage(target)).toBe(false),
);
