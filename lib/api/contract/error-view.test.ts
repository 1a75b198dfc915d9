import { expect, it } from "vitest";
import { errorViewOf } from "@/lib/api/contract/error-view";
import { errorView } from "@/lib/api/contract/views";
import { readApiError } from "@/lib/client/api-error";
import { PanelError } from "@/lib/errors";

const full = new PanelError(
  "port-in-use",
  "Port 80 is taken",
  {
    fix: "Take another",
    issues: [{ field: "port", message: "taken" }],
    evidence: ["bind: address already in use"],
    reportId: "r1",
    service: "web",
  },
  new Error("with a stack"),
);

it.each([full, new PanelError("not-found", "Nothing here")])("goes over the wire and back: %s", (error) => {
  const view = errorViewOf(error);
  expect(errorView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
  expect(errorViewOf(readApiError(409, JSON.stringify(view)))).toEqual(view);
});

it("holds neither stack nor cause, and what has no place of its own under details", () => {
  const view = errorViewOf(full);
  expect(view).toMatchObject({ fix: "Take another", reportId: "r1", details: { service: "web" } });
  expect(JSON.stringify(view)).not.toContain("stack");
});
