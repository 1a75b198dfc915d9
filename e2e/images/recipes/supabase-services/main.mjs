import { pathToFileURL } from "node:url";
import { refuse } from "./environment.mjs";

/** Plays the service that the first word names. The others are its own command line. */
const [role = "", ...args] = process.argv.slice(2);
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
if (!/^[a-z]+$/.test(role)) refuse(`there is no service named "${role}"`);
const { start } = await import(pathToFileURL(`${import.meta.dirname}/${role}.mjs`).href);
await start(args);
