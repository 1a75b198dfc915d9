import { expect, it } from "vitest";
import { nameOfArchive, sizeProblem } from "@/components/functions/packed-file";
import { MOST_PACKED_BYTES } from "@/lib/functions/limits";

it.each([
  ["hello.tar.gz", "hello"],
  ["hello-world.tgz", "hello-world"],
  ["hello.tar", "hello"],
  ["my function (1).tar.gz", "my-function-1-"],
  ["hello", "hello"],
])("proposes a name for %s", (fileName, name) => {
  expect(nameOfArchive(fileName)).toBe(name);
});

it("sends nothing that would not be taken, and what is just small enough", () => {
  const sized = (size: number) => sizeProblem(new Blob([new Uint8Array(size)]));
  expect(sized(MOST_PACKED_BYTES)).toBeNull();
  expect(sized(MOST_PACKED_BYTES + 1)).toContain("at most 720 KiB");
  expect(sized(0)).toContain("empty");
});
