/** Whether a path is one that programs call, by an API token: none of a page's rules hold there. */
export function isApiPath(path: string): boolean {
  return path.startsWith("/api/v1/");
}
