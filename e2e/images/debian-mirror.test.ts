import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { archiveOf, machineDebianMirror, parseListFile, parseSourcesFile } from "./debian-mirror.mjs";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function fakeEtc(release: string, files: Record<string, string>): Promise<string> {
  const etc = await mkdtemp(join(tmpdir(), "slipway-etc-"));
  folders.push(etc);
  await mkdir(join(etc, "apt/sources.list.d"), { recursive: true });
  await writeFile(join(etc, "os-release"), release);
  for (const [path, text] of Object.entries(files)) await writeFile(join(etc, "apt", path), text);
  return etc;
}

const BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n';

test("the archive is told from the security archive and from strangers", () => {
  const sources = parseListFile(`
# deb http://old.example/debian bookworm main
deb [arch=amd64 signed-by=/k.gpg] https://tools.example/apt stable main
deb http://mirror.example/security bookworm-security main
deb-src http://mirror.example/sources bookworm main
deb http://mirror.example/debian bookworm main contrib # comment
`);
  expect(archiveOf(sources, "bookworm")).toBe("http://mirror.example/debian");
});

test("disabled paragraphs and other releases do not count", () => {
  const sources = parseSourcesFile(`Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
Enabled: no

# a comment
Types: deb deb-src
URIs: https://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/key.gpg
`);
  expect(archiveOf(sources, "bookworm")).toBe("https://mirror.example/debian");
  expect(archiveOf(sources, "trixie")).toBeUndefined();
});

test("a CD or a list of mirrors is nothing that debootstrap can take", () => {
  const sources = parseListFile("deb cdrom:[Debian]/ bookworm main\ndeb mirror+file:/m bookworm main\n");
  expect(archiveOf(sources, "bookworm")).toBeUndefined();
});

test("a Debian machine's mirror is found in either form", async () => {
  const list = "deb http://one.example/debian bookworm main\n";
  const paragraph = "Types: deb\nURIs: http://two.example/debian\nSuites: bookworm\nComponents: main\n";
  expect(await machineDebianMirror(await fakeEtc(BOOKWORM, { "sources.list": list }))).toBe(
    "http://one.example/debian",
  );
  expect(
    await machineDebianMirror(await fakeEtc(BOOKWORM, { "sources.list.d/debian.sources": paragraph })),
  ).toBe("http://two.example/debian");
});

test("another distribution's mirror is not taken", async () => {
  const list = "deb http://one.example/ubuntu noble main\n";
  const etc = await fakeEtc("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n", { "sources.list": list });
  expect(await machineDebianMirror(etc)).toBeUndefined();
});
