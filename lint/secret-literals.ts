/** A literal in a source file that looks like a secret. */
export type SecretLiteral = { line: number; why: string; literal: string };

/** What keys of known makers look like, wherever they stand. */
const KNOWN_FORMS: Readonly<Record<string, RegExp>> = {
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)*[A-Za-z0-9+/=]{20}/g,
  "an access key of AWS": /\bAKIA[0-9A-Z]{16}\b/g,
  "a token of GitHub": /\b(?:gh[pousr]_\w{36}|github_pat_\w{30})/g,
  "a token of Slack": /\bxox[abprs]-[\w-]{10}/g,
  "a key of Stripe": /\b[sr]k_live_\w{16}/g,
  "a key of Google": /\bAIza[\w-]{35}/g,
  "a signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/g,
  "a secret key of Supabase": /\bsb_secret_[\w-]{22}_[\w-]{8}/g,
};

const NAMED =
  /\w*(?:passwor|secret|token|api_?key|private_?key|passphrase|credential)\w*["']?\s*[:=]\s*["'`]([^"'`\s]{8,})["'`]/gi;
const LONG = /["'`]([A-Za-z0-9+/=_-]{24,})["'`]/g;
const WEAK_DEFAULT = /change.?me|letmein|super.?secret|insecure|s3cr3t|passw0rd/i;

/** Bits a character; a word has about 3, random letters and digits more than 4. */
const RANDOM_BITS = 4;

/**
 * Literals that look like secrets. In tests only what has the form of a known maker's key: their own values are made up.
 */
export function findSecretLiterals(text: string, isTest: boolean): SecretLiteral[] {
  const found = Object.entries(KNOWN_FORMS).flatMap(([why, form]) => matches(text, form, why));
  if (isTest) return found;
  const named = matches(text, NAMED, "a fixed value under the name of a secret").filter(({ literal }) => {
    return !literal.includes("${") && (/\d/.test(literal) || WEAK_DEFAULT.test(literal));
  });
  const long = matches(text, LONG, "a long random literal").filter(({ literal }) => looksRandom(literal));
  return [...found, ...named, ...long];
}

function matches(text: string, form: RegExp, why: string): SecretLiteral[] {
  return [...text.matchAll(form)].map((match) => ({
    line: text.slice(0, match.index).split("\n").length,
    why,
    literal: match[1] ?? match[0],
  }));
}

/** Not a hash that says what it is, and not an alphabet, which has each character once. */
function looksRandom(literal: string): boolean {
  if (/^sha(?:256|384|512)-/.test(literal) || !/\d/.test(literal)) return false;
  const counts = new Map<string, number>();
  for (const character of literal) counts.set(character, (counts.get(character) ?? 0) + 1);
  if (counts.size === literal.length) return false;
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / literal.length) * Math.log2(count / literal.length);
  }
  return bits >= RANDOM_BITS;
}
