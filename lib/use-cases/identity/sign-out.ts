import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/** Ends the session and tells its streams. */
export async function signOut(
  { store, sessionEnds }: IdentityServices,
  tokenHash: string,
  caller: Caller,
): Promise<void> {
  await store.endSession(tokenHash, { ...caller, what: "signed out", target: caller.who });
  sessionEnds.announce([tokenHash]);
}
