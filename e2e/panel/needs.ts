import { test } from "@playwright/test";
import { otherNetworkRefusal } from "@/e2e/panel/other-network";
import { ownAddress } from "@/e2e/panel/own-address";

/**
 * A second network takes a namespace, so root and the program ip; no other set-up shows what somebody else's computer
 * reaches.
 */
export function needOtherNetwork(): void {
  const refusal = otherNetworkRefusal();
  if (refusal !== null) leaveOut(refusal);
}

/** The address by which others reach this machine: by its loopback alone, as in a sandbox, nothing would be proven. */
export function needOwnAddress(): string {
  return ownAddress ?? leaveOut("This machine has no address but its own loopback");
}

/** What the machine cannot have fails nobody: the test is counted as skipped, and the runner prints the reason. */
function leaveOut(reason: string): never {
  test.skip(true, reason);
  throw new Error(`A test went on that was left out: ${reason}`);
}
