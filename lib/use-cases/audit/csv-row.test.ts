import { expect, it } from "vitest";
import { csvRow } from "@/lib/use-cases/audit/csv-row";

it.each([
  [["a", "b c", ""], "a,b c,\r\n"],
  [['say "hi"', "one,two", "line\nbreak"], '"say ""hi""","one,two","line\nbreak"\r\n'],
  [["=1+1", "+1", "-1", "@x", "\tx"], "'=1+1,'+1,'-1,'@x,'\tx\r\n"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
])("writes %j so that it is read as text", (cells, row) => {
  expect(csvRow(cells)).toBe(row);
});
