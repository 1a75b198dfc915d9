import { describe, expect, it } from "vitest";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import type { Access } from "@/lib/stacks/kind";
import { spacetimedbConnections } from "@/lib/stacks/spacetimedb/connections";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { exampleInput, exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";

const address: Access = { mode: "address", host: "203.0.113.7" };

function card(settings: Partial<SpacetimedbSettings> = {}, access?: Access) {
  const { rows, snippets } = spacetimedbConnections(exampleInput(settings, access));
  return {
    row: (label: string) => rows.find((one) => one.label === label),
    labels: rows.map(({ label }) => label),
    snippet: (title: string) => snippets.find((one) => one.title === title)?.code ?? "",
    titles: snippets.map(({ title }) => title),
  };
}

describe("the connection card", () => {
  it("leads clients to the database by both protocols", () => {
    const { row } = card();
    expect(row("HTTP URL")).toMatchObject({ text: "http://localhost:3000", probe: "ping" });
    expect(row("WebSocket URL")).toMatchObject({ text: "ws://localhost:3000/v1/database/game/subscribe" });
    expect(row("Database name")).toMatchObject({ text: "game" });
    expect(card({ databaseName: "chat" }).row("Database name")).toMatchObject({ text: "chat" });
    const domain: Access = { mode: "domain", names: { spacetimedb: "game.example.com" } };
    expect(card({}, domain).row("WebSocket URL")).toMatchObject({
      text: "wss://game.example.com/v1/database/game/subscribe",
    });
  });

  it("names the owner, whose token is a secret", () => {
    const { row, titles } = card();
    expect(row("Owner identity")).toMatchObject({
      text: spacetimedbIdentity("localhost", exampleSecrets.ownerSubject ?? ""),
    });
    expect(row("Owner token")).toMatchObject({ secret: "ownerToken" });
    expect(titles).toEqual(["spacetime", "TypeScript", "C#", "Rust", "Unity"]);
  });

  it("sends whoever publishes past the guard, and clients through it", () => {
    const { row, snippet } = card({}, address);
    expect(row("HTTP URL")).toMatchObject({ text: "http://203.0.113.7:3000", note: "public, plain http" });
    expect(row("URL for publishing")).toMatchObject({ text: "http://localhost:3001" });
    expect(snippet("spacetime")).toContain("ssh -N -L 3001:localhost:3001 USER@203.0.113.7");
    expect(snippet("spacetime")).toContain(
      "spacetime server add --url http://localhost:3001 --no-fingerprint game",
    );
    expect(snippet("Rust")).toContain('.with_uri("http://203.0.113.7:3000")');
    expect(card({ guard: false }, address).labels).not.toContain("URL for publishing");
  });

  it("warns of the PostgreSQL protocol where it is on", () => {
    const { row, snippet, labels } = card({ flavour: "release-test" });
    expect(row("PostgreSQL address")).toMatchObject({
      text: "localhost:5433",
      note: expect.stringContaining("no TLS"),
    });
    expect(row("PostgreSQL password")).toMatchObject({
      secret: "ownerToken",
      note: expect.stringContaining("written to the server's log"),
    });
    expect(snippet("psql")).toContain("port=5433 user=owner dbname=game sslmode=disable");
    expect(card().labels).not.toContain("PostgreSQL address");
    expect(labels).not.toContain("Grafana");
  });

  it("shows the folders of the host that were chosen", () => {
    const { row } = card({ storage: "folders", dataFolder: "/srv/game" });
    expect(row("Folder for data")).toMatchObject({
      text: "/srv/game",
      group: "Folders of the engine's host",
    });
    expect(card().labels).not.toContain("Folder for data");
  });
});
