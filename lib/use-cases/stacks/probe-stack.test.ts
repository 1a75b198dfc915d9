import { afterEach, expect, it, vi } from "vitest";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

afterEach(() => vi.restoreAllMocks());

it("names its deadline when the probes take too long together", async () => {
  const deadline = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
  const { panel, world } = fakePanel({
    probes: {
      http: async () => {
        deadline.abort(new DOMException("too late", "TimeoutError"));
        return { status: 200, text: "hello", headers: {} };
      },
      websocket: () => Promise.reject(new Error("no probe of this stack opens a WebSocket")),
    },
  });
  await world.define();
  await world.run("deploy");
  await expect(
    panel.verbs["stacks.probe"](
      { params: { stack: STACK.id }, query: undefined, body: undefined },
      { who: "ann", from: "test" },
    ),
  ).rejects.toMatchObject({ code: "deadline-passed", details: { fix: expect.any(String) } });
});
