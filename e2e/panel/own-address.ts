import { networkInterfaces } from "node:os";
import { primaryAddress } from "@/lib/launch/machine-addresses.mjs";

/** The address by which others reach this machine; undefined in a sandbox that has nothing but its loopback. */
export const ownAddress = primaryAddress(networkInterfaces(), false);

/** Why a test that opens the panel by that address is left out there; what it proves needs such an address. */
export const NO_OWN_ADDRESS = "This machine has no address but its own loopback";
