import { requireSupportedNode } from "../../lib/launch/node-version.mjs";

requireSupportedNode();
const { runTests } = await import("./test-run.mjs");
const { CHECK_STAGES } = await import("./stages.mjs");
process.exitCode = await runTests(process.argv.slice(2), CHECK_STAGES);
