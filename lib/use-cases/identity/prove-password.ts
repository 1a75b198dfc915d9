import { PanelError } from "@/lib/errors";
import type { OwnSession } from "@/lib/ports/identity-store";
import { sessionOver } from "@/lib/ports/store-errors";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { proofBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { codesHeldOff, confirmedFactor, takeCode } from "@/lib/use-cases/identity/take-code";
import type { Caller } from "@/lib/use-cases/panel";

/**
 * Takes the password of whoever is signed in once more, and a code where a second factor is on: a session that was left
 * open or stolen does not reach what takes a fresh proof, nor does it with a password that got out as well.
 * @throws PanelError `second-factor-needed` when the code is missing, `sign-in-failed`, `too-many-attempts`,
 * `not-signed-in`
 */
export async function provePassword(
  services: IdentityServices,
  own: OwnSession,
  given: { password: string; code: string },
  caller: Caller,
): Promise<void> {
  const { store, passwords, now } = services;
  const operator = await store.findById(own.operatorId);
  if (operator === null) throw sessionOver();
  const factor = await confirmedFactor(services, operator.id);
  // Before the password is looked at: it is looked at once, together with the code.
  if (factor !== null && given.code === "") {
    throw new PanelError("second-factor-needed", "This takes a code of your second factor too");
  }
  const entry = { ...caller, target: operator.name };
  const succeed = await admitGuess(services, proofBudgets(operator.id), {
    ...{ ...entry, what: "password proof held off" },
  });
  const refuse = async (field: "password" | "code", message: string) => {
    await services.audit.record({ ...entry, what: `${field} proof refused` });
    return new PanelError("sign-in-failed", `The ${field} is wrong`, { issues: [{ field, message }] });
  };
  const { passwordHash } = operator;
  if (!(await passwords.verify(passwordHash, given.password))) {
    throw await refuse("password", "Not your password");
  }
  if (factor !== null && !(await takeCode(services, operator, factor, { ...given, from: caller.from }))) {
    const heldOff = codesHeldOff(factor, now());
    throw await refuse(
      "code",
      heldOff === null
        ? "Wrong, or used already: wait for the next one"
        : `${heldOff.message}. ${heldOff.fix}`,
    );
  }
  const proven = { passwordHash, secondFactorSince: factor?.confirmedAt ?? null };
  const what = factor === null ? "password given again" : "password and code given again";
  if (!(await store.proveSession(own, proven, now(), { ...entry, what }))) {
    throw await refuse("password", "It was changed meanwhile: try again");
  }
  succeed();
}
