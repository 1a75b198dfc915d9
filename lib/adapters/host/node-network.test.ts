import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { nodeNetwork } from "@/lib/adapters/host/node-network";

describe("the network of this machine", () => {
  it("resolves as every program here does", async () => {
    expect(await nodeNetwork.resolve("localhost")).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]),
    );
  });

  it("counts no loopback among its addresses", () => {
    for (const address of nodeNetwork.addresses()) expect(address).not.toMatch(/^(127\.|::1$|fe80:)/);
  });

  it("tells a port that takes connections from one that does not", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    expect(await nodeNetwork.connects("127.0.0.1", address.port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await nodeNetwork.connects("127.0.0.1", address.port)).toBe(false);
  });
});
