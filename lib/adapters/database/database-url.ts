/** An absolute path as the adapter takes it. */
export function databaseUrl(path: string): string {
  return `file:${path}`;
}
