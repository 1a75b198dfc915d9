import { requireSupportedNode } from "./node-version.mjs";

requireSupportedNode();
const { startPanel } = await import("./start-panel.mjs");
process.exitCode = await startPanel(process.argv.slice(2));
