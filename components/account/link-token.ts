/**
 * The one-time token out of a link. It stands behind `#`, which browsers never send: no log of a proxy keeps it, and no
 * Referer. It leaves the address bar, and with it the history, as soon as it has been read.
 */
export function takeLinkToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (token) window.history.replaceState(window.history.state, "", window.location.pathname);
  return token || null;
}
