import { networkInterfaces } from "node:os";
import { primaryAddress } from "@/lib/launch/machine-addresses.mjs";

/** The address by which others reach this machine; undefined in a sandbox that has nothing but its loopback. */
export const ownAddress = primaryAddress(networkInterfaces(), false);
