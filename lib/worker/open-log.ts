import { jsonLog } from "@/lib/adapters/host/json-log";
import type { Environment } from "@/lib/env";
import type { Log } from "@/lib/ports/log";
import { redactor } from "@/lib/secrets/redaction";
import { now } from "@/lib/worker/clock";

/** What the worker says goes to its output, as lines of JSON. */
export function openLog({ registry, logLevel }: Environment): Log {
  const password = registry?.login?.password.reveal();
  return jsonLog({
    write: (line) => process.stdout.write(line),
    least: logLevel,
    redact: redactor(password === undefined ? [] : [password]),
    now,
  });
}
