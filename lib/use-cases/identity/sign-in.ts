import { PanelError } from "@/lib/errors";
import type { AuditLog } from "@/lib/ports/audit";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn } from "@/lib/use-cases/identity/open-session";

/**
 * A session for name and password. An unknown name and a wrong password get the same answer after the same time.
 * @throws PanelError `sign-in-failed`
 */
export async function signIn(
  services: IdentityServices & { audit: AuditLog },
  given: { name: string; password: string },
  from: string,
): Promise<SignedIn> {
  const { store, passwords, audit } = services;
  const operator = await store.findByName(given.name);
  const matches = await passwords.verify(operator?.passwordHash ?? null, given.password);
  if (operator === null || !matches) {
    // Not what was typed: people type passwords into the field of the name.
    const target = operator?.name ?? "unknown name";
    await audit.record({ who: target, from, what: "sign-in refused", target });
    throw new PanelError("sign-in-failed", "Name or password is wrong", {
      fix: "Try again; upper and lower case count.",
    });
  }
  const { session, answer } = openSession(services, operator, from);
  await store.createSession(session, {
    who: operator.name,
    from,
    what: "signed in",
    target: operator.name,
  });
  return answer;
}
