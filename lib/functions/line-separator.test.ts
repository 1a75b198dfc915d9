import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { lineSeparatorOf } from "@/lib/functions/line-separator";

it.each([
  ["", "\n"],
  ["one", "\n"],
  ["one\ntwo\n", "\n"],
  ["one\r\ntwo\r\n", "\r\n"],
  ["one\r\ntwo\n", "\n"],
  ["\none\r\n", "\n"],
  ["one\rtwo\r\n", "\n"],
  ["one\rtwo", "\n"],
  ["\r\n\r\n", "\r\n"],
  ["one\r\n\n", "\n"],
  ["\ufeffone\r\n", "\r\n"],
])("an editor gives %j back as it was", (text, separator) => {
  expect(lineSeparatorOf(text)).toBe(separator);
  const state = EditorState.create({
    doc: text,
    extensions: EditorState.lineSeparator.of(separator),
  });
  expect(state.sliceDoc()).toBe(text);
});
