import type { TRANSPORTS } from "@/lib/api/contract/passkeys";
import type { OwnSession, SessionRecord } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

export type PasskeyRecord = {
  id: string;
  operatorId: string;
  /** The device's own name for it, in base64url. */
  credentialId: string;
  /** In COSE. */
  publicKey: Uint8Array;
  /** Of the last use; 0 from devices that do not count. */
  counter: number;
  /** How browsers reach the device. */
  transports: (typeof TRANSPORTS)[number][];
  name: string;
  /** Copied to the person's other devices by whoever makes theirs. */
  backedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** What a challenge was asked for: signed for one purpose it is no use for another. */
export type PasskeyPurpose = "register" | "prove" | "sign-in";

export type PasskeyChallenge = {
  challengeHash: string;
  purpose: PasskeyPurpose;
  /** The session that asks; null where somebody signs in. */
  sessionHash: string | null;
};

/** A signature that was found right, to be written down with what it opens. */
export type PasskeyUse = { id: string; operatorId: string; counter: number; backedUp: boolean; at: Date };

/**
 * `gone`: the passkey was removed meanwhile. `counter-back`: the device has signed as often before, so there are two of
 * it. Nothing is written in either case.
 */
export type PasskeyOutcome = "done" | "gone" | "counter-back";

/**
 * Key pairs that stand in for password and code, and what they are to sign. What a session does to its own passkeys is
 * refused with `not-signed-in` when the session has ended meanwhile.
 */
export interface PasskeyStore {
  /** In the order in which they were made. */
  passkeysOf(operatorId: string): Promise<PasskeyRecord[]>;
  /** By the device's own name for it. */
  passkey(credentialId: string): Promise<PasskeyRecord | null>;
  /** How many everybody has, by operator; who has none is not in it. */
  countByOperator(): Promise<ReadonlyMap<string, number>>;
  /**
   * Takes the place of an earlier one of the same session and purpose. Those of people who sign in are bounded: the
   * oldest give way, and none of them for one of a session.
   */
  openChallenge(challenge: PasskeyChallenge, openedAt: Date): Promise<void>;
  /** Of many who bring it at once one is told true, and nobody who asks for another purpose or session. */
  takeChallenge(challenge: PasskeyChallenge, openedSince: Date): Promise<boolean>;
  /** False where the device's name for it is known already. */
  addPasskey(own: OwnSession, passkey: PasskeyRecord, audit: AuditRecord): Promise<boolean>;
  /** False where the person has no such passkey. */
  renamePasskey(own: OwnSession, renamed: { id: string; name: string }, audit: AuditRecord): Promise<boolean>;
  /** The person's other sessions end, and it answers which. Null where the person has no such passkey. */
  removePasskey(own: OwnSession, id: string, audit: AuditRecord): Promise<string[] | null>;
  /** All of somebody's, by somebody else; all of their sessions end. Null where there is none. */
  resetPasskeys(operatorId: string, audit: AuditRecord): Promise<string[] | null>;
  /** A session by a passkey; as with `createSession` its peer is known from then on. */
  signInWithPasskey(use: PasskeyUse, session: SessionRecord, audit: AuditRecord): Promise<PasskeyOutcome>;
  /** Notes in the session when it was proven again. */
  proveWithPasskey(use: PasskeyUse, own: OwnSession, audit: AuditRecord): Promise<PasskeyOutcome>;
}

/** How many challenges of people who sign in are kept. */
export const MOST_SIGN_IN_CHALLENGES = 200;

/** Whether a device has signed at most as often as it had before; two that do not count are alike. */
export function isCounterBack(before: number, now: number): boolean {
  return (before > 0 || now > 0) && now <= before;
}
