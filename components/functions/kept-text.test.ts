import { expect, it } from "vitest";
import { forgetText, keepText, keptText } from "@/components/functions/kept-text";

it("keeps an unsaved text for its own file until it is forgotten", () => {
  const of = { stack: "1", function: "hello", path: "index.ts" };
  keepText(of, { text: "one", hash: "a" });
  keepText(of, { text: "two", hash: "a" });
  expect(keptText(of)).toEqual({ text: "two", hash: "a" });
  for (const other of [{ stack: "2" }, { function: "bye" }, { path: "lib/index.ts" }]) {
    expect(keptText({ ...of, ...other })).toBeNull();
  }
  forgetText(of);
  expect(keptText(of)).toBeNull();
});
