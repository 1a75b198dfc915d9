import { describe, expect, it } from "vitest";
import { backedUpVolumes, backupMisfit } from "@/lib/stacks/backup-fit";
import { spacetimedbColdBackup } from "@/lib/stacks/spacetimedb/cold-backup";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { renderSpacetimedb } from "@/lib/stacks/spacetimedb/render";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { exampleInput } from "@/lib/stacks/spacetimedb/test-support/example-input";

type Changes = Partial<SpacetimedbSettings>;

const held = (changes: Changes) =>
  backedUpVolumes(spacetimedbColdBackup, renderSpacetimedb(exampleInput(changes)));
const unavailable = (changes: Changes) => spacetimedbColdBackup.unavailable?.(exampleInput(changes).settings);
const misfit = (made: Changes, present: Changes) =>
  backupMisfit(spacetimedb, exampleInput(made).settings, exampleInput(present).settings);

describe("what a backup holds", () => {
  it.each<[string, Changes]>([
    ["each by its own path", {}],
    ["keys by their folder", { keyFiles: "folder", keyDir: "/keys", dataDir: "/data" }],
    ["below one root folder", { layout: "root", rootDir: "/stdb" }],
    ["in memory", { inMemory: true }],
  ])("is data and keys: %s", (_, changes) => {
    expect(unavailable(changes)).toBeNull();
    expect(held(changes)).toEqual(["data", "keys"]);
  });

  it("is what Grafana keeps as well, and not what Prometheus collected", () => {
    expect(held({ monitoring: true })).toEqual(["data", "keys", "grafana"]);
  });

  it("is nothing where data and keys are in folders of the host, which are named", () => {
    const changes: Changes = {
      storage: "folders",
      dataFolder: "/srv/game/data",
      keyFolder: "/srv/game/keys",
    };
    expect(unavailable(changes)).toEqual({
      reason: "Its data and keys are in folders of the engine's host, which Slipway does not read",
      fix: "Stop the stack and copy /srv/game/data and /srv/game/keys there yourself, both together",
    });
  });
});

describe("whether a backup fits", () => {
  it.each([
    ["v2.8.3", "v2.8.3"],
    ["v2.7.0", "v2.8.3"],
    ["v2.8.3", "v2.8.1"],
    ["v1.12.0", "v2.0.1"],
  ])("data of %s goes into %s, which reads it", (made, present) => {
    expect(misfit({ serverTag: made }, { serverTag: present })).toBeNull();
  });

  it("no older server gets it", () => {
    expect(misfit({ version: "v2.8.3" }, { version: "v2.0.1" })).toEqual({
      reason: "SpacetimeDB 2.0.1 refuses the data folder of 2.8.3",
      fix: "Deploy a revision with 2.8.3 first, then restore",
    });
  });

  it("nor one that is too new for it", () => {
    expect(misfit({ serverTag: "v2.8.3" }, { serverTag: "v3.0.0" })).toEqual({
      reason: "SpacetimeDB 3.0.0 refuses the data folder of 2.8.3",
      fix: expect.stringMatching(/^Restore it once .* a server of 2\.8\.3$/),
    });
  });

  it("nor a Grafana whose admin has another name than the one in its data", () => {
    const made = { monitoring: true, grafanaUser: "ann" };
    expect(misfit(made, { monitoring: true, grafanaUser: "bob" })?.reason).toBe(
      "Grafana's admin in it is ann, and bob is deployed",
    );
    expect(misfit(made, made)).toBeNull();
    expect(misfit({ ...made, monitoring: false }, { monitoring: true, grafanaUser: "bob" })).toBeNull();
  });
});
