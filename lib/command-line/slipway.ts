import { runSlipway } from "@/lib/command-line/run-slipway";

// npm runs a script in the package's folder and leaves the person's own folder in INIT_CWD.
const fromNpm = process.env.npm_lifecycle_event === "slipway" ? process.env.INIT_CWD : undefined;

process.exitCode = await runSlipway(process.argv.slice(2), {
  folder: fromNpm ?? process.cwd(),
  environment: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
});
