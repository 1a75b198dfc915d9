/** PostgreSQL reads a parameter with a point in its name without knowing it: those of this prefix are ours. */
const PREFIX = "slipway";

/**
 * Values for SQL that psql runs, past the command line and past the text of the statement: psql hands `PGOPTIONS` to
 * the server, where `current_setting('slipway.<name>')` is the value, whatever characters it holds. Statements that
 * are built from it go through `format` with `%L` and `%I`.
 * @param values by name, of small letters and underscores
 * @see https://www.postgresql.org/docs/current/libpq-connect.html (options: blanks and backslashes are escaped)
 */
export function postgresValues(values: Readonly<Record<string, string>>): { PGOPTIONS: string } {
  const options = Object.entries(values).map(
    ([name, value]) => `-c ${PREFIX}.${name}=${value.replace(/[\\\s]/g, "\\$&")}`,
  );
  return { PGOPTIONS: options.join(" ") };
}
