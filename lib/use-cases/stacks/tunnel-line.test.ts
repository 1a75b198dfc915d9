import { expect, test } from "vitest";
import type { ComposeService } from "@/lib/stacks/compose-project";
import type { Access } from "@/lib/stacks/kind";
import { tunnelLine } from "@/lib/use-cases/stacks/tunnel-line";

const published = (hostIp: string, ...hostPorts: number[]): ComposeService => ({
  image: "example:1",
  restart: "always",
  logging: { maxSizeMib: 10, maxFiles: 3 },
  ports: hostPorts.map((hostPort) => ({ hostIp, hostPort, containerPort: 1, protocol: "tcp" })),
});
const loopback = (...hostPorts: number[]) => published("127.0.0.1", ...hostPorts);
const stack = {
  endpoints: [
    { id: "gateway", hostPort: 8000 },
    { id: "metrics", hostPort: 9090 },
  ],
  project: { services: { kong: loopback(8000), supavisor: loopback(5432, 6543), metrics: loopback(9090) } },
  signInTarget: "root@203.0.113.7",
};
const domain: Access = { mode: "domain", names: { gateway: "api.example.com" } };
const address: Access = { mode: "address", host: "203.0.113.7" };

test("a private stack is reached with its databases, each port once", () => {
  expect(tunnelLine({ ...stack, access: { mode: "private" } })).toBe(
    "ssh -L 8000:127.0.0.1:8000 -L 9090:127.0.0.1:9090 -L 5432:127.0.0.1:5432 -L 6543:127.0.0.1:6543 root@203.0.113.7",
  );
});

test("under a domain what has no name is left", () => {
  expect(tunnelLine({ ...stack, access: domain })).toBe(
    "ssh -L 5432:127.0.0.1:5432 -L 6543:127.0.0.1:6543 -L 9090:127.0.0.1:9090 root@203.0.113.7",
  );
  expect(tunnelLine({ ...stack, access: domain, project: null })).toBeNull();
});

test("by the address what is published there needs none, and what stays on loopback does", () => {
  const open = { services: { kong: published("0.0.0.0", 8000), metrics: loopback(9090) } };
  expect(tunnelLine({ ...stack, access: address, project: open })).toBe(
    "ssh -L 9090:127.0.0.1:9090 root@203.0.113.7",
  );
  const all = { services: { kong: published("::", 8000) } };
  expect(tunnelLine({ ...stack, access: address, project: all })).toBeNull();
});
