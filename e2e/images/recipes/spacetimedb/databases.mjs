import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onFile } from "./refuse.mjs";
import { identityOf } from "./tokens.mjs";

/** @typedef {{ name: string, identity: string, owner: string, program: string }} Database */

/**
 * Names and owners, which stay over a restart; programs by their hash. Nothing is run.
 * @param {string} dataDir
 * @param {boolean} inMemory no replica is written then, as no table would be
 */
export function databaseStore(dataDir, inMemory) {
  const path = join(dataDir, "control-db", "databases.json");
  /** @type {Map<string, Database>} */
  const byName = new Map(
    existsSync(path)
      ? JSON.parse(onFile(path, () => readFileSync(path, "utf8"))).map((/** @type {Database} */ one) => [
          one.name,
          one,
        ])
      : [],
  );

  function save() {
    onFile(path, () => {
      writeFileSync(`${path}.new`, JSON.stringify([...byName.values()]));
      renameSync(`${path}.new`, path);
    });
  }

  /**
   * @param {string} nameOrIdentity
   * @returns {Database | undefined}
   */
  function find(nameOrIdentity) {
    const found = byName.get(nameOrIdentity);
    return found ?? [...byName.values()].find(({ identity }) => identity === nameOrIdentity);
  }

  return {
    find,
    list: () => [...byName.values()],
    /**
     * @param {string | undefined} name
     * @param {string} owner
     * @param {Buffer} program
     * @returns {{ database: Database, operation: "created" | "updated" } | "not the owner"}
     */
    publish(name, owner, program) {
      const present = name === undefined ? undefined : find(name);
      if (present !== undefined && present.owner !== owner) return "not the owner";
      const hash = createHash("sha256").update(program).digest("hex");
      onFile(dataDir, () => writeFileSync(join(dataDir, "program-bytes", hash), program));
      const identity = present?.identity ?? identityOf("database", randomUUID());
      const database = { name: present?.name ?? name ?? identity, identity, owner, program: hash };
      byName.set(database.name, database);
      save();
      const replica = join(dataDir, "replicas", String(byName.size), "clog");
      if (!inMemory) onFile(replica, () => mkdirSync(replica, { recursive: true }));
      return { database, operation: present === undefined ? "created" : "updated" };
    },
    /** @param {Database} database */
    remove(database) {
      byName.delete(database.name);
      rmSync(join(dataDir, "program-bytes", database.program), { force: true });
      save();
    },
  };
}
