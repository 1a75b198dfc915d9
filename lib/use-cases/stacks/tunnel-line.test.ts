import { expect, test } from "vitest";
import type { ComposeService } from "@/lib/stacks/compose-project";
import { tunnelLine } from "@/lib/use-cases/stacks/tunnel-line";

const published = (...hostPorts: number[]): ComposeService => ({
  image: "example:1",
  restart: "always",
  logging: { maxSizeMib: 10, maxFiles: 3 },
  ports: hostPorts.map((hostPort) => ({ hostIp: "127.0.0.1", hostPort, containerPort: 1, protocol: "tcp" })),
});
const stack = {
  endpoints: [{ hostPort: 8000 }],
  project: { services: { kong: published(8000), supavisor: published(5432, 6543) } },
  signInTarget: "root@203.0.113.7",
};

test("a private stack is reached with its databases, each port once", () => {
  expect(tunnelLine({ ...stack, access: "private" })).toBe(
    "ssh -L 8000:127.0.0.1:8000 -L 5432:127.0.0.1:5432 -L 6543:127.0.0.1:6543 root@203.0.113.7",
  );
});

test("under a domain what has no name is left, and by the address nothing", () => {
  expect(tunnelLine({ ...stack, access: "domain" })).toBe(
    "ssh -L 5432:127.0.0.1:5432 -L 6543:127.0.0.1:6543 root@203.0.113.7",
  );
  expect(tunnelLine({ ...stack, access: "domain", project: null })).toBeNull();
  expect(tunnelLine({ ...stack, access: "address" })).toBeNull();
});
