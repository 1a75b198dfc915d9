/**
 * Loaded into a worker under attack before its own code: writes down every program that it starts. No way around
 * node:child_process is left, so nothing that it does by itself stays unseen.
 */

// biome-ignore lint/plugin: every way to start a program is watched here, and none is used
import childProcess from "node:child_process";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const log = process.env.SLIPWAY_ATTACK_CHILDREN ?? "";

for (const way of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
  const real = Reflect.get(childProcess, way);
  Reflect.set(childProcess, way, (/** @type {unknown[]} */ ...given) => {
    const args = given.find((value) => Array.isArray(value)) ?? [];
    const options = given.slice(1).find((value) => typeof value === "object" && !Array.isArray(value)) ?? {};
    const shell = typeof options === "object" && options !== null ? Reflect.get(options, "shell") : undefined;
    appendFileSync(log, `${JSON.stringify({ way, program: given[0], args, inShell: shell ?? false })}\n`);
    return Reflect.apply(real, childProcess, given);
  });
}
syncBuiltinESMExports();
