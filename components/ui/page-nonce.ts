import { setNonce } from "get-nonce";

/**
 * The nonce of this page's content security policy, read from a script that carried it. A `<style>` element that a
 * library adds in the browser must carry it too. Undefined on the server and on a page without a policy.
 */
export function pageNonce(): string | undefined {
  if (typeof document === "undefined") return undefined;
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce || undefined;
}

/** Hands the nonce to the scroll lock behind dialogs, menus and selects. Call once, before the first of them opens. */
export function shareNonce(): void {
  const nonce = pageNonce();
  if (nonce) setNonce(nonce);
}
