/** The sign-in page that leads back to where somebody wanted to go. */
export function signInPath(path: string | null): string {
  const back = returnPath(path);
  return back === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(back)}`;
}

/** A path of this panel and nothing else: `//host` and `/\host` would leave it. */
export function returnPath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path)) return "/";
  const url = new URL(path, "http://panel");
  if (url.origin !== "http://panel") return "/";
  url.searchParams.delete("_rsc");
  const back = `${url.pathname}${url.search}`;
  return /^\/(?:sign-in|setup|invitation|new-password|unavailable|api)(?:[/?]|$)/.test(back) ? "/" : back;
}
