import Database from "better-sqlite3";
import { afterAll, expect, it } from "vitest";
import { caseClassOf } from "@/lib/adapters/database/case-classes";
import { globOfWords } from "@/lib/adapters/database/glob-of-words";

const database = new Database(":memory:");
const query = database.prepare<[string, string], { found: number }>("SELECT ? GLOB ? AS found");
afterAll(() => {
  database.close();
});

const finds = (words: string, text: string) => query.get(text, globOfWords(words))?.found === 1;

/** Both ways: whatever of the two is typed, the other one is found. */
const areSame = (one: string, other: string) => [finds(one, other), finds(other, one)];

it.each([
  ["JÖRG", "jörg"],
  ["groß", "GROẞ"],
  ["Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"],
  ["ǅungla", "ǆUNGLA"],
  ["Кириллица", "КИРИЛЛИЦА"],
  ["𐐀", "𐐨"],
  ["\u{212a}elvin", "Kelvin"],
])("%s and %s differ in case alone", (one, other) => {
  expect(areSame(one, other)).toEqual([true, true]);
});

it.each([
  ["straße", "STRASSE"],
  ["İstanbul", "istanbul"],
  ["ırmak", "IRMAK"],
  ["ﬁn", "FIN"],
  ["Jörg", "Jorg"],
])("%s and %s are two words", (one, other) => {
  expect(areSame(one, other)).toEqual([false, false]);
});

it.each(["a*b", "a?b", "[a-z]", "a]b", "50%", "a_b", "^a", "a-b", "a\\b"])(
  "%s means itself alone",
  (words) => {
    expect(finds(words, `x ${words} y`)).toBe(true);
    expect(finds(words, "x axb azb 500 y")).toBe(false);
  },
);

it("puts every character of a class into the same one", () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCodePoint(code);
    const forms = caseClassOf(character);
    if (forms.size === 1) continue;
    for (const form of forms) if (!caseClassOf(form).has(character)) expect.fail(`${character} ${form}`);
  }
});
