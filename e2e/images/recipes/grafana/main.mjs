import { resetPassword } from "./admin.mjs";
import { serve } from "./server.mjs";

/** Plays Grafana's server, and the one verb of its command line that a stack uses. */
const [program, ...words] = process.argv.slice(2);
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
if (program === "grafana" && words[0] === "cli") await resetPassword(words.slice(1));
else if (program === "run.sh" || words[0] === "server") await serve();
else {
  process.stderr.write(`grafana: unknown command ${words[0] ?? ""}\n`);
  process.exit(2);
}
