import type { GuessBudget } from "@/lib/use-cases/identity/guess-limiter";

/** Of one person at an address that they have signed in from. */
const KNOWN_LIMIT = 10;
/** Of one person at any other address: less than the account has, so that one address cannot use it up. */
const STRANGER_LIMIT = 5;
/** Of one person at all unknown addresses together. */
const ACCOUNT_LIMIT = 10;
/** Of one address, whoever it tries to be. */
const ADDRESS_LIMIT = 30;
/** Of tokens of one-time links, at one address. */
const LINK_LIMIT = 10;

export type SignInTry = {
  /** Id of the operator, or what stands for a name that nobody has. */
  account: string;
  exists: boolean;
  address: string;
  /** The operator has signed in from there before. */
  known: boolean;
};

/**
 * What a sign-in counts against. A known address has an allowance of its own, which guesses from elsewhere cannot use
 * up: nobody is locked out by a stranger. A name that nobody has is counted like one that somebody has, or the refusal
 * would tell them apart.
 */
export function signInBudgets({ account, exists, address, known }: SignInTry): GuessBudget[] {
  if (known) return [{ key: `known ${account} ${address}`, limit: KNOWN_LIMIT, success: "all" }];
  return [
    { key: `stranger ${account} ${address}`, limit: STRANGER_LIMIT, success: "all" },
    { key: `account ${account}`, limit: ACCOUNT_LIMIT, kept: exists, success: "all" },
    { key: `address ${address}`, limit: ADDRESS_LIMIT, success: "one" },
  ];
}

/** Of codes, apart from passwords: whoever guesses at one has had the other, and uses up only these. */
export function codeBudgets(attempt: SignInTry): GuessBudget[] {
  return signInBudgets(attempt).map((budget) => ({ ...budget, key: `code ${budget.key}` }));
}

/** Apart from signing in: who is signed in changes their password whatever strangers try. */
export function passwordChangeBudgets(operatorId: string): GuessBudget[] {
  return [{ key: `change ${operatorId}`, limit: ACCOUNT_LIMIT, kept: true, success: "all" }];
}

/** Apart from both: a proof that is asked for again and again uses up neither. */
export function proofBudgets(operatorId: string): GuessBudget[] {
  return [{ key: `proof ${operatorId}`, limit: ACCOUNT_LIMIT, kept: true, success: "all" }];
}

/** By address alone: a token of 256 bits needs no bound for all, which would let strangers keep the owner from it. */
export function setupBudgets(address: string): GuessBudget[] {
  return [{ key: `set-up ${address}`, limit: LINK_LIMIT, success: "all" }];
}

/** Of API tokens, which only whoever makes them up gets wrong: a good one is never held off. */
export function tokenBudgets(address: string): GuessBudget[] {
  return [{ key: `token ${address}`, limit: ADDRESS_LIMIT, success: "one" }];
}

/** Of passkeys, by address alone: who tries one is nobody before it was right, and none can be guessed. */
export function passkeyBudgets(address: string): GuessBudget[] {
  return [{ key: `passkey ${address}`, limit: LINK_LIMIT, success: "all" }];
}

/** Of challenges for people who sign in: each is written down, and anybody may ask. */
export function passkeyOptionsBudgets(address: string): GuessBudget[] {
  return [{ key: `passkey options ${address}`, limit: ADDRESS_LIMIT, success: "one" }];
}

/** Of the other one-time links, apart from that of the set-up. */
export function linkBudgets(address: string): GuessBudget[] {
  return [{ key: `link ${address}`, limit: LINK_LIMIT, success: "all" }];
}
