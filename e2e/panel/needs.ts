import { test } from "@playwright/test";
import { otherNetworkRefusal } from "@/e2e/panel/other-network";
import { ownAddress } from "@/e2e/panel/own-address";

/**
 * Leaves the test out where this machine cannot have a second network: a namespace takes root and the program ip, and
 * no other set-up shows what somebody else's computer reaches. It is counted as skipped, with the reason.
 */
export function needOtherNetwork(): void {
  const refusal = otherNetworkRefusal();
  test.skip(refusal !== null, refusal ?? undefined);
}

/**
 * The address by which others reach this machine. A test that opens the panel by it proves nothing without one: in a
 * sandbox that has its loopback alone it is left out, and counted as skipped, with the reason.
 */
export function needOwnAddress(): string {
  if (ownAddress !== undefined) return ownAddress;
  test.skip(true, "This machine has no address but its own loopback");
  throw new Error("A test goes on although it was left out");
}
