import { expect, test, vi } from "vitest";
import { PanelError } from "@/lib/errors";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const AT = "2026-01-01T00:00:00.000000001Z";

async function fileOf(
  services: string | undefined,
  text: string,
  form: "stamped" | "plain" = "stamped",
): Promise<string> {
  const { panel, world } = fakePanel();
  await world.define();
  await world.run("deploy");
  vi.spyOn(world.engine, "logs").mockImplementation(async function* () {
    yield { lines: [{ at: AT, stream: "stderr", text }] };
    yield { lines: [{ at: AT, stream: "stderr", text: 'two "2"' }] };
  });
  const ofOne = vi.spyOn(world.engine, "logText").mockImplementation(async function* () {
    yield `${text}\n`;
    yield 'two "2"\n';
  });
  const parts = panel.verbs["stacks.log-file"](
    { params: { stack: STACK.id }, query: { services, form }, body: undefined },
    { who: "ann", from: "test" },
    new AbortController().signal,
  );
  let file = "";
  for await (const part of parts) file += part;
  // Without stamps to merge by, the engine is not asked for any.
  expect(ofOne).toHaveBeenCalledTimes(form === "plain" && services !== undefined ? 1 : 0);
  return file;
}

test("has a line for each line of the log", async () => {
  expect(await fileOf("web", "one")).toBe(`${AT} web stderr one\n${AT} web stderr two "2"\n`);
});

test("has no secret of the stack", async () => {
  expect(await fileOf("web", "it is correct-horse-battery, again: correct-horse-battery")).toContain(
    `${AT} web stderr it is [redacted], again: [redacted]\n`,
  );
});

test.each([
  ["one service", "web", 1],
  ["all services", undefined, 3],
])("of %s in its plain form has the lines alone, without secrets", async (_, services, containers) => {
  const file = await fileOf(services, "it is correct-horse-battery", "plain");
  expect(file.split("\n").sort()).toEqual(
    ["", ...Array(containers).fill(["it is [redacted]", 'two "2"']).flat()].sort(),
  );
});

test("names a service that is not there", async () => {
  await expect(fileOf("wbe", "one")).rejects.toMatchObject({ code: "service-not-found" });
});

test("says nothing of a container when the stack's secrets cannot be read", async () => {
  const { panel, world } = fakePanel();
  await world.define();
  await world.run("deploy");
  const unreadable = new PanelError("secret-unreadable", "The key does not fit");
  vi.spyOn(world.stacks, "secrets").mockRejectedValue(unreadable);
  vi.spyOn(world.engine, "logs").mockImplementation(async function* () {
    yield { lines: [{ at: AT, stream: "stderr", text: "correct-horse-battery" }] };
  });
  const parts = panel.verbs["stacks.log-file"](
    { params: { stack: STACK.id }, query: { form: "stamped" }, body: undefined },
    { who: "ann", from: "test" },
    new AbortController().signal,
  );
  let file = "";
  for await (const part of parts) file += part;
  expect(file).toContain("[withheld");
  expect(file).not.toContain("correct-horse");
});
