import { startContainer } from "./start-container.mjs";

process.exitCode = await startContainer();
