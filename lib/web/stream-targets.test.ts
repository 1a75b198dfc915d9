import { expect, test } from "vitest";
import { findStreamTarget } from "@/lib/web/stream-targets";

test.each([
  ["/api/stream/events", "/v1/events"],
  ["/api/stream/events?token=x", "/v1/events"],
  ["/api/stream/jobs/118?after=7&x=1", "/v1/jobs/118/events?after=7"],
  [
    "/api/stream/stacks/cms/logs?services=db,web&tail=10&evil=1",
    "/v1/stacks/cms/logs?services=db%2Cweb&tail=10",
  ],
  ["/api/download/stacks/cms/logs?services=db&tail=1", "/v1/stacks/cms/log-file?services=db"],
  ["/api/download/stacks/cms/logs?form=plain", "/v1/stacks/cms/log-file?form=plain"],
  ["/api/download/audit.csv?who=ann&limit=1", "/v1/audit.csv?who=ann"],
  ["/api/download/stack-backups/0a1b?x=1", "/v1/stack-backups/0a1b/file"],
  ["/api/download/stacks/cms/revisions/3", "/v1/stacks/cms/revisions/3/download"],
  ["/api/download/stacks/cms/functions/hello?x=1", "/v1/stacks/cms/functions/hello/archive"],
])("%s is the worker's %s", (url, path) => {
  expect(findStreamTarget(url)?.path).toBe(path);
});

test.each([
  "/api/stream/",
  "/api/stream/stacks/cms",
  "/api/stream/jobs/1/output",
  "/api/stream/jobs/%E0%A4%A",
  "/api/download/stacks/cms/revisions/x",
  "/api/download/stacks/cms/functions/",
  "/api/download/stacks/cms/functions/..",
  "/api/download/stacks/cms/functions/%2e%2e",
  "/api/download/stacks/cms/functions/a/b",
])("%s is nothing", (url) => {
  expect(findStreamTarget(url)).toBeNull();
});

test.each(["/api/stream/jobs/..%2F..%2Fv1", "/api/stream/jobs/a%2Fb"])("%s stays one segment", (url) => {
  expect(findStreamTarget(url)?.path.split("/")).toHaveLength(5);
});

test("a download's file name is plain, whatever the stack is called", () => {
  expect(findStreamTarget("/api/download/stacks/a%22%0A%2Fb/logs")?.fileName).toBe("a___b.log");
});
