import { describe, expect, it } from "vitest";
import { foldPullLine, type PullLine, pullOutput } from "@/lib/adapters/docker/pull-progress";
import type { LayerProgress } from "@/lib/ports/engine";

function fold(...lines: PullLine[]): string {
  let layer: LayerProgress | undefined;
  const seen: string[] = [];
  for (const line of lines) {
    layer = foldPullLine(layer, line);
    if (layer !== undefined) seen.push(`${layer.state} ${layer.doneBytes}/${layer.totalBytes}`);
  }
  return `${seen.join(", ")}${layer?.present ? " present" : ""}`;
}

const step = (status: string, current?: number, total?: number, units?: string): PullLine => ({
  id: "a1b2",
  status,
  progressDetail: {
    ...(current !== undefined && { current }),
    ...(total !== undefined && { total }),
    ...(units !== undefined && { units }),
  },
});

describe("progress of a layer", () => {
  it.each([
    [
      "a whole pull",
      [
        step("Pulling fs layer"),
        step("Waiting"),
        step("Downloading", 10, 100),
        step("Downloading", 90, 100),
        step("Verifying Checksum"),
        step("Download complete"),
        step("Extracting", 50, 100),
        step("Pull complete"),
      ],
      "queued 0/0, queued 0/0, downloading 10/100, downloading 90/100, verifying 100/100, verifying 100/100, unpacking 100/100, ready 100/100",
    ],
    [
      "a small layer, whose size only the unpacking tells",
      [
        step("Pulling fs layer"),
        step("Download complete"),
        step("Extracting", 32, 32),
        step("Pull complete"),
      ],
      "queued 0/0, verifying 0/0, unpacking 32/32, ready 32/32",
    ],
    ["a layer that is there", [step("Already exists")], "ready 0/0 present"],
    [
      "a retry begins anew",
      [step("Downloading", 60, 100), step("Retrying in 5 seconds"), step("Downloading", 5, 100)],
      "downloading 60/100, queued 0/100, downloading 5/100",
    ],
    [
      "an engine that counts seconds while it unpacks",
      [step("Downloading", 7, 70), step("Download complete"), step("Extracting", 3, undefined, "s")],
      "downloading 7/70, verifying 70/70, unpacking 70/70",
    ],
  ])("%s", (_title, lines, expected) => {
    expect(fold(...lines)).toBe(expected);
  });

  it("ignores lines that tell of no layer", () => {
    expect(foldPullLine(undefined, { status: "Digest: sha256:00" })).toBeUndefined();
    expect(foldPullLine(undefined, { id: "1.0", status: "Pulling from a/b" })).toBeUndefined();
  });

  it("writes out the engine's lines, without progress of bytes", () => {
    const lines = [step("Pulling fs layer"), step("Downloading", 1, 2), { status: "Digest: sha256:00" }];
    expect(lines.map(pullOutput)).toEqual(["a1b2: Pulling fs layer", null, "Digest: sha256:00"]);
  });
});
