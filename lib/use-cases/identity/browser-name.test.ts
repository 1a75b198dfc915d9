import { describe, expect, it } from "vitest";
import { browserName } from "@/lib/use-cases/identity/browser-name";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("browserName", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145 on Linux"],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`,
      "Chrome 142 on Windows",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      "Edge 142 on Windows",
    ],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/142.0.0.0 Safari/537.36`,
      "Chrome 142 on Linux",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
      "Safari 26 on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
      "Safari 26 on iPhone",
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; Pixel) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`,
      "Chrome 142 on Android",
    ],
    ["curl/8.14.1", "curl 8"],
    ["Something (Windows)", "A browser on Windows"],
    ["", ""],
    ["<script>alert(1)</script>", ""],
    [`${"x".repeat(600)} Firefox/145.0`, ""],
  ])("reads %s", (header, name) => {
    expect(browserName(header)).toBe(name);
  });

  it("takes over nothing of what it does not know", () => {
    const name = browserName("Mozilla/5.0 (<b>Linux</b>) Firefox/145<img src=x onerror=alert(1)>");
    expect(name).toBe("Firefox 145 on Linux");
  });
});
