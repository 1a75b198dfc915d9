#!/usr/bin/env node
/** The slipway command in the container: as the worker's user, whose control socket proves who asks. */
import { PLACES } from "./places.mjs";
import { mayChangeUser, WORKER_USER } from "./users.mjs";

if (mayChangeUser()) {
  process.setgroups?.([]);
  process.setgid?.(WORKER_USER.gid);
  process.setuid?.(WORKER_USER.uid);
  Object.assign(process.env, { HOME: PLACES.scratch, TMPDIR: PLACES.scratch });
}
await import(new URL("../../../dist/slipway.mjs", import.meta.url).href);
