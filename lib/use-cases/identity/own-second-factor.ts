import { PanelError } from "@/lib/errors";
import { fromBase32 } from "@/lib/keys/base32";
import { plainRecoveryCode, recoveryCodes, stepOfCode, totpSecret, totpUri } from "@/lib/keys/totp";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

const RECOVERY_CODES = 10;

export async function showSecondFactor(
  { factors }: Pick<IdentityServices, "factors">,
  operatorId: string,
): Promise<{ since: string | null; recoveryCodesLeft: number }> {
  const factor = await factors.secondFactor(operatorId);
  if (factor === null || factor.confirmedAt === null) return { since: null, recoveryCodesLeft: 0 };
  return { since: factor.confirmedAt.toISOString(), recoveryCodesLeft: factor.recoveryCodes };
}

/**
 * A secret for an app, which asks for nothing yet.
 * @throws PanelError `confirmation-missing` where a second factor is on: it is switched off first, on purpose
 */
export async function beginSecondFactor(
  { factors, random, url }: Pick<IdentityServices, "factors" | "random" | "url">,
  own: OwnSession,
  name: string,
): Promise<{ secret: string; uri: string }> {
  const secret = totpSecret(random);
  if (!(await factors.beginSecondFactor(own, secret))) throw alreadyOn();
  return { secret, uri: totpUri(secret, { issuer: `Slipway ${new URL(url).host}`, account: name }) };
}

/**
 * Switches the second factor on with a first code; answers recovery codes, which are shown now and never again.
 * @throws PanelError `input-invalid` for a wrong code, `not-found` where none was begun, or another one meanwhile
 */
export async function confirmSecondFactor(
  services: IdentityServices,
  own: OwnSession,
  code: string,
  caller: Caller,
): Promise<string[]> {
  const { factors, sessionEnds, now } = services;
  const factor = await factors.secondFactor(own.operatorId);
  if (factor?.confirmedAt) throw alreadyOn();
  if (factor === null) throw notBegun();
  const step = stepOfCode(fromBase32(factor.secret), code.replace(/\s/g, ""), now());
  if (step === null) {
    throw new PanelError("input-invalid", "This is not the app's code of now", {
      issues: [
        {
          field: "code",
          message: "Not the code of now: wait for the next one, or look at the phone's clock",
        },
      ],
    });
  }
  const { codes, codeHashes } = newCodes(services);
  const ended = await factors.confirmSecondFactor(
    own,
    { setUp: factor.setUp, step, codeHashes },
    { ...caller, what: "second factor switched on", target: caller.who },
  );
  if (ended === null) throw begunAnew();
  sessionEnds.announce(ended);
  return codes;
}

/** @throws PanelError `not-found` without a second factor */
export async function renewRecoveryCodes(
  services: IdentityServices,
  own: OwnSession,
  caller: Caller,
): Promise<string[]> {
  const { codes, codeHashes } = newCodes(services);
  const entry = { ...caller, what: "recovery codes made", target: caller.who };
  if (!(await services.factors.replaceRecoveryCodes(own, codeHashes, entry))) throw notBegun();
  return codes;
}

/** @throws PanelError `not-found` without a second factor */
export async function switchOffSecondFactor(
  { factors, sessionEnds }: Pick<IdentityServices, "factors" | "sessionEnds">,
  own: OwnSession,
  caller: Caller,
): Promise<void> {
  const entry = { ...caller, what: "second factor switched off", target: caller.who };
  const ended = await factors.removeSecondFactor(own, entry);
  if (ended === null) throw notBegun();
  sessionEnds.announce(ended);
}

function newCodes({ random, tokens }: Pick<IdentityServices, "random" | "tokens">) {
  const codes = recoveryCodes(random, RECOVERY_CODES);
  return { codes, codeHashes: codes.map((code) => tokens.hash(plainRecoveryCode(code))) };
}

function alreadyOn(): PanelError {
  return new PanelError("confirmation-missing", "A second factor is on already", {
    fix: "Switch it off first",
  });
}

/** Whose code was looked at may be the secret of another page: switched on, no phone would have it. */
function begunAnew(): PanelError {
  return new PanelError("not-found", "Another set-up was begun meanwhile", {
    fix: "Start again, on one page alone",
  });
}

function notBegun(): PanelError {
  return new PanelError("not-found", "There is no second factor here", { fix: "Reload the page and begin" });
}
