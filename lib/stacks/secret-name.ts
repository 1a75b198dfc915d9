const LOOKS_SECRET = /PASS(WORD|WD|PHRASE)|SECRET|TOKEN|CREDENTIAL|(^|_)KEY(_|$)|PRIVATE/i;

/** Whether a free variable is probably a secret, so that its value is masked wherever it is shown. */
export function looksSecret(name: string): boolean {
  return LOOKS_SECRET.test(name);
}
