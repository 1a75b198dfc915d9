import { expect, it } from "vitest";
import { caddyComplaint } from "@/lib/routing/caddy-log";

const lines = [
  '{"level":"info","msg":"obtaining","identifier":"a.example.com"}',
  '{"level":"error","logger":"tls.obtain","msg":"could not get certificate","identifier":"a.example.com","error":"no route to host"}',
  '{"level":"error","msg":"challenge failed","identifier":"b.example.com","problem":{"detail":"DNS problem: NXDOMAIN"}}',
  '{"level":"info","msg":"served","identifier":"a.example.com"}',
  "exec format error",
];

it("finds the last trouble with a name", () => {
  expect(caddyComplaint(lines, "a.example.com")).toBe("no route to host");
  expect(caddyComplaint(lines, "b.example.com")).toBe("DNS problem: NXDOMAIN");
});

it("has nothing to say of a name without trouble", () => {
  expect(caddyComplaint(lines, "example.com")).toBeNull();
  expect(caddyComplaint([], "a.example.com")).toBeNull();
});
