import { describe, expect, it } from "vitest";
import { composePackages, enginePackages, needsNewerCompose, parseDistribution } from "./distribution.mjs";

const bookworm = parseDistribution(
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n',
);
const trixie = parseDistribution('VERSION_ID="13"\nVERSION_CODENAME=trixie\nID=debian\n');
const noble = parseDistribution('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\n');
const fedora = parseDistribution('NAME="Fedora Linux"\nID=fedora\nPRETTY_NAME="Fedora Linux 42"\n');

describe("os-release", () => {
  it("names Debian and Ubuntu with their release", () => {
    expect(bookworm).toEqual({ id: "debian", codename: "bookworm", major: 12 });
    expect(noble).toEqual({ id: "ubuntu", codename: "noble", major: 24 });
  });

  it("leaves the others to their own name, and stands an empty file", () => {
    expect(fedora).toEqual({ id: "other", name: "Fedora Linux 42" });
    expect(parseDistribution("")).toEqual({ id: "other", name: "this system" });
    expect(parseDistribution("ID='linuxmint'\nID_LIKE=ubuntu")).toEqual({ id: "other", name: "linuxmint" });
  });
});

describe("packages", () => {
  it("are the distribution's own names for an engine", () => {
    expect(enginePackages(bookworm)).toEqual(["docker.io", "iptables"]);
    expect(enginePackages(trixie)).toEqual(
      expect.arrayContaining(["docker.io", "docker-cli", "docker-buildx", "docker-compose"]),
    );
    expect(enginePackages(noble)).toEqual(["docker.io", "docker-buildx", "docker-compose-v2"]);
    expect(enginePackages(fedora)).toEqual([]);
  });

  it("bring Compose 2 everywhere but on Debian 12, which fetches it", () => {
    expect([bookworm, trixie, noble, fedora].map(composePackages)).toEqual([
      [],
      ["docker-compose"],
      ["docker-compose-v2"],
      [],
    ]);
    expect([bookworm, trixie, noble, fedora].map(needsNewerCompose)).toEqual([true, false, false, false]);
  });
});
