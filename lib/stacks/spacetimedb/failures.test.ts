import { describe, expect, it } from "vitest";
import { spacetimedbFailures } from "@/lib/stacks/spacetimedb/failures";
import { spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { spacetimedbSecrets } from "@/lib/stacks/spacetimedb/secrets";

function named(service: string, line: string): string | undefined {
  for (const { services, says, reason } of spacetimedbFailures) {
    const match = services === undefined || services.includes(service) ? says.exec(line) : null;
    if (match !== null) return reason(match);
  }
  return undefined;
}

describe("what SpacetimeDB says when it cannot run", () => {
  it.each([
    [
      "server",
      "Error: failed to create /stdb/data: Permission denied (os error 13)",
      "may not use /stdb/data: it belongs to somebody else than user 1000",
    ],
    [
      "server",
      "Permission denied (os error 13)",
      "may not use one of its folders: it belongs to somebody else than user 1000",
    ],
    [
      "prepare",
      "chown: changing ownership of '/stdb/data': Operation not permitted",
      "cannot hand /stdb/data over to the server (Operation not permitted)",
    ],
    [
      "server",
      "error: unexpected argument '--page-pool-max-size' found",
      "does not know the start parameter --page-pool-max-size",
    ],
    [
      "server",
      "error: invalid value '80' for '--pg-port <pg_port>': 80 is not in 1024..65535",
      "refuses “80” for the start parameter --pg-port",
    ],
    [
      "server",
      "Error: Unable to read public key from /etc/spacetimedb/id_ecdsa.pub",
      "finds only one half of its keys: the public one cannot be read",
    ],
    [
      "server",
      "Error: metadata.toml indicates that this database is from version 2.9.0",
      "refuses data of another version: metadata.toml indicates that this database is from version 2.9.0",
    ],
    ["server", "Error: TOML parse error at line 2, column 9", "cannot read config.toml: line 2, column 9"],
    [
      "server",
      "Error: Port 3000 is already in use. Please free up the port",
      "finds its port 3000 taken inside its container",
    ],
    [
      "server",
      "Error: cannot take lock on database; spacetime.pid already exists (owned by pid Some(1))",
      "finds another server at work on its data folder",
    ],
  ])("%s: %s", (service, line, reason) => {
    expect(named(service, line)).toBe(reason);
  });

  it("is not heard in what others say", () => {
    expect(named("server", "INFO Starting SpacetimeDB listening on 0.0.0.0:3000")).toBeUndefined();
    expect(named("grafana", "Permission denied (os error 13)")).toBeUndefined();
  });

  it("leads to fields that exist", () => {
    for (const { field } of spacetimedbFailures) {
      if (field === undefined) continue;
      const [first = "", name = ""] = field.split(".");
      expect(Object.keys(first === "secrets" ? spacetimedbSecrets : spacetimedbFields)).toContain(
        first === "secrets" ? name : first,
      );
    }
  });
});
