import { test } from "@playwright/test";
import { otherNetworkRefusal } from "@/e2e/panel/other-network";
import { ownAddress } from "@/e2e/panel/own-address";

/** Leaves the test out, with the reason in the report, where this machine cannot have a second network. */
export function needOtherNetwork(): void {
  const refusal = otherNetworkRefusal();
  if (refusal !== null) test.skip(true, refusal);
}

/**
 * The address by which others reach this machine. A test that opens the panel by it proves nothing without one: it is
 * left out, with the reason in the report, in a sandbox that has its loopback alone.
 */
export function needOwnAddress(): string {
  if (ownAddress === undefined) test.skip(true, "This machine has no address but its own loopback");
  return ownAddress ?? "";
}
