/** What to look for, in this order: nearly every browser also claims to be those further down. */
const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d{1,4})/],
  ["Opera", /\bOPR\/(\d{1,4})/],
  ["Samsung Internet", /\bSamsungBrowser\/(\d{1,4})/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\/(\d{1,4})/],
  ["Safari", /\bVersion\/(\d{1,4})[\d.]* (?:Mobile\/\w+ )?Safari\//],
  ["curl", /^curl\/(\d{1,4})/],
];

const SYSTEMS: readonly (readonly [name: string, mark: RegExp])[] = [
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

/** Of a User-Agent header no more than this is looked at. */
const MOST_CHARACTERS = 512;

/**
 * A browser in words, as "Firefox 145 on Linux"; empty when the header says nothing that is known. Whatever the header
 * holds, the answer is made of the words above and digits.
 */
export function browserName(userAgent: string): string {
  const text = userAgent.slice(0, MOST_CHARACTERS);
  const system = SYSTEMS.find(([, mark]) => mark.test(text))?.[0];
  for (const [name, version] of BROWSERS) {
    const number = version.exec(text)?.[1];
    if (number !== undefined) return `${name} ${number}${system === undefined ? "" : ` on ${system}`}`;
  }
  return system === undefined ? "" : `A browser on ${system}`;
}
