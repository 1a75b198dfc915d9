import { expect, it } from "vitest";
import { sourcesForRelease } from "./apt-sources.mjs";

const rewrite = (name: string, text: string) =>
  sourcesForRelease([{ name, text }], "bookworm", "trixie").map((file) => file.text.trimEnd());

it("replaces the release in one-line sources, with or without options", () => {
  const text = `# a comment
deb http://mirror.example/debian bookworm main contrib
deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://mirror.example/debian bookworm main
deb-src http://mirror.example/debian bookworm main
deb http://mirror.example/debian-security bookworm-security main
deb http://other.example/apt stable main
`;
  expect(rewrite("main.list", text)).toEqual([
    `deb http://mirror.example/debian trixie main contrib
deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://mirror.example/debian trixie main`,
  ]);
});

it("replaces the release in deb822 stanzas and keeps nothing else of them", () => {
  const text = `Types: deb deb-src
# the mirror
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
`;
  expect(rewrite("debian.sources", text)).toEqual([
    `Types: deb
URIs: http://mirror.example/debian
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg`,
  ]);
});

it("leaves out files that do not name the release", () => {
  expect(rewrite("other.list", "deb http://other.example/apt stable main\n")).toEqual([]);
  expect(rewrite("other.sources", "Types: deb\nURIs: http://other.example\nSuites: nodistro\n")).toEqual([]);
});
