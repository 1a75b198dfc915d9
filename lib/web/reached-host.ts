import { headers } from "next/headers";
import type { Access } from "@/lib/stacks/kind";
import { isLoopbackName } from "@/lib/web/loopback-name";

/** Host name or address by which the operator reached the panel, without its port; the panel's server has checked it. */
export async function reachedHost(): Promise<string> {
  const host = (await headers()).get("host") ?? "localhost";
  return new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Whether this very page crosses a network in clear: plain http by another name than this machine's own. */
export async function isReadOnItsWay(): Promise<boolean> {
  const scheme = (await headers()).get("x-forwarded-proto");
  return scheme === "http" && !isLoopbackName(await reachedHost());
}

/** Whether this very page is at that origin. Which scheme belongs to a Host header the panel's server knows. */
export async function isReachedAt(origin: string | null): Promise<boolean> {
  return origin !== null && (await headers()).get("host") === new URL(origin).host;
}

/** Access for a new stack: private where the panel itself is, else by the same address. */
export async function proposedAccess(): Promise<Access> {
  const host = await reachedHost();
  return isLoopbackName(host) ? { mode: "private" } : { mode: "address", host };
}
