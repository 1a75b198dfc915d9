import { PanelError } from "@/lib/errors";

/** Name of an environment variable, and of an entry of `.env`. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What an entry looks like where a person sees the file and the value is a secret. */
export const MASK = "••••••••";

/** Linux takes 131,072 bytes for one `NAME=value` with its final NUL (MAX_ARG_STRLEN); a longer one fails at start. */
const ENTRY_MAX_BYTES = 131_072;

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  $: "\\$",
  "\n": "\\n",
  "\r": "\\r",
};

/** What makes the value impossible to hand to a process, or undefined. */
export function environmentProblem(name: string, value: string): string | undefined {
  if (value.includes("\0")) return `${name} holds a NUL character, which no environment variable can carry`;
  if (/\p{Surrogate}/u.test(value)) return `${name} holds half a character (a lone surrogate)`;
  const bytes = new TextEncoder().encode(`${name}=${value}\0`).length;
  if (bytes > ENTRY_MAX_BYTES) {
    return `${name} is too long: name and value may have ${ENTRY_MAX_BYTES - 2} bytes together, and have ${bytes - 2}`;
  }
  return undefined;
}

/**
 * The value as it stands in `.env`: in double quotes, with backslash, double quote, dollar, newline and carriage return
 * escaped. Of the quoting styles that Compose reads, this is the one that alters no value.
 */
export function encodeEnvValue(value: string): string {
  return `"${value.replace(/[\\"$\n\r]/g, (character) => ESCAPES[character] ?? character)}"`;
}

/**
 * The content of `.env`, sorted by name.
 * @throws PanelError `settings-invalid` naming each variable that cannot be written
 */
export function envFile(env: Readonly<Record<string, string>>): string {
  const problems = Object.entries(env).flatMap(([name, value]) => {
    const problem = VARIABLE_NAME.test(name)
      ? environmentProblem(name, value)
      : `“${name}” is not a variable's name`;
    return problem === undefined ? [] : [{ field: name, message: problem }];
  });
  const [first] = problems;
  if (first !== undefined) throw new PanelError("settings-invalid", first.message, { issues: problems });
  return lines(env, (_name, value) => encodeEnvValue(value));
}

/** The same file for the eye: values of the given names are masked. */
export function maskedEnvFile(env: Readonly<Record<string, string>>, secretNames: readonly string[]): string {
  const secret = new Set(secretNames);
  return lines(env, (name, value) => (secret.has(name) ? `"${MASK}"` : encodeEnvValue(value)));
}

function lines(
  env: Readonly<Record<string, string>>,
  write: (name: string, value: string) => string,
): string {
  return Object.keys(env)
    .sort()
    .map((name) => `${name}=${write(name, env[name] ?? "")}\n`)
    .join("");
}
