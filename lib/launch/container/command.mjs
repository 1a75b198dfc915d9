#!/usr/bin/env node
/** The slipway command in the container: as the worker's user, whose control socket proves who asks. */
import { describeError } from "../launch-error.mjs";
import { prepareFolders } from "./folders.mjs";
import { PLACES } from "./places.mjs";
import { mayChangeUser, WORKER_USER } from "./users.mjs";

if (mayChangeUser()) {
  // Into a new volume nobody has started a panel yet, and the worker's user may make nothing there.
  if (process.argv[2] === "restore") {
    await prepareFolders(PLACES).catch((/** @type {unknown} */ error) => {
      process.stderr.write(`${describeError(error)}\n`);
      process.exit(1);
    });
  }
  process.setgroups?.([]);
  process.setgid?.(WORKER_USER.gid);
  process.setuid?.(WORKER_USER.uid);
  Object.assign(process.env, { HOME: PLACES.scratch, TMPDIR: PLACES.scratch });
}
await import(new URL("../../../dist/slipway.mjs", import.meta.url).href);
