import type { actionRoutes } from "@/lib/api/contract/actions";
import type { RouteJson } from "@/lib/api/contract/route";
import { PanelError } from "@/lib/errors";
import { loadDefinition, redactorOf } from "@/lib/jobs/definition";
import { mailFailure } from "@/lib/use-cases/mail/mail-failure";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

const TIMEOUT_MS = 20_000;
/** Within 15 minutes: enough to mend settings by, and nothing to flood a mailbox with. */
const STACK_LIMIT = 6;
const PANEL_LIMIT = 20;

type Answer = RouteJson<(typeof actionRoutes)["stacks.test-mail"]>;

/**
 * Sends a message as the stack's product would, by the settings of the latest revision, so that they can be tried before
 * they are deployed.
 * @throws PanelError `mail-failed` with the named cause and the field that mends it, `settings-invalid` where the
 * revision sends no e-mail, `too-many-attempts`
 */
export async function testMail(
  parts: PanelParts,
  idOrName: string,
  to: string,
  caller: Caller,
): Promise<Answer> {
  const stack = await stackOf(parts, idOrName);
  const definition = await loadDefinition(parts.source, stack, stack.revision);
  const { kind, input, revision } = definition;
  const { mail } = kind;
  const settings = mail?.settings(input) ?? null;
  if (mail === undefined || settings === null || settings.host === "") {
    throw new PanelError("settings-invalid", `${stack.name} sends no e-mail in revision ${revision.number}`, {
      fix: "Choose how e-mail is sent in the settings, and save them first",
    });
  }
  admit(parts, stack.id, caller);
  await parts.stacks.recordAudit(audit(caller, "test e-mail", stack.name));
  const answer = await parts.mail.send(settings, messageFor(stack.name, kind.title, to), TIMEOUT_MS);
  const said = redactorOf(definition)(answer.said);
  if (answer.sent) return { said, host: settings.host, revision: revision.number };
  const context = { settings, to, timeoutSeconds: TIMEOUT_MS / 1000 };
  throw mailFailure(answer.fault, said, kind, mail, context);
}

function admit(parts: PanelParts, stackId: string, caller: Caller): void {
  const admission = parts.mailLimiter.admit(
    [
      { key: `stack ${stackId}`, limit: STACK_LIMIT, kept: true, success: "one" },
      { key: "panel", limit: PANEL_LIMIT, kept: true, success: "one" },
    ],
    caller.from,
  );
  if (admission.admitted) return;
  const minutes = Math.ceil(admission.waitMs / 60_000);
  throw new PanelError("too-many-attempts", "There were too many test messages in the last 15 minutes", {
    fix: `Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again`,
    retryAfterSeconds: Math.ceil(admission.waitMs / 1000),
  });
}

function messageFor(name: string, product: string, to: string) {
  return {
    to,
    subject: `Test message of ${name}`,
    text: `${product} “${name}” can send e-mail: this message came by its settings.\n\nSomebody asked for it in Slipway. There is nothing to do.\n`,
  };
}
