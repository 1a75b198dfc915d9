import { encodeEnvValue } from "@/lib/stacks/env-file";

/** Read the same by Compose, by Docker and by a shell, without quotes. */
const PLAIN = /^[\w./:@%+=-]+$/;

/** Lines of an `.env` file, in the order given. A value is quoted only where it must be. */
export function envLines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${PLAIN.test(value) ? value : encodeEnvValue(value)}\n`)
    .join("");
}
