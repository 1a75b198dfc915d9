import { PanelError } from "@/lib/errors";

/** The refusals that every store answers with, whatever it is made of. */

export function nameTaken(name: string): PanelError {
  return new PanelError("name-taken", `A stack named ${name} exists already`, {
    fix: "Choose another name, or remove the other stack first",
  });
}

export function stackNotFound(): PanelError {
  return new PanelError("stack-not-found", "There is no such stack", {
    fix: "Choose one of the list: it may have been removed or carry another name",
  });
}

export function revisionNotFound(stack: { name: string; revision: number }, number: number): PanelError {
  return new PanelError("revision-not-found", `${stack.name} has no revision ${number}`, {
    fix: `Choose one from 1 to ${stack.revision}`,
  });
}

export function revisionOutdated(base: number, latest: number): PanelError {
  return new PanelError("revision-outdated", `Revision ${latest} was saved in the meantime`, {
    fix: "Look at what changed, then save again on top of it",
    base,
    latest,
  });
}

export function stackBusy(stackName: string, job: { id: string; number: number }): PanelError {
  return new PanelError("stack-busy", `Job ${job.number} is at work on ${stackName}`, {
    fix: "Wait until it has ended, or cancel it",
    job: job.id,
    number: job.number,
  });
}

export function backupNotFound(): PanelError {
  return new PanelError("not-found", "There is no such backup", {
    fix: "Reload the list: it may have been deleted",
  });
}

export function backupNeeded(stackName: string): PanelError {
  return new PanelError("stack-busy", `The data of ${stackName} is half restored from this backup`, {
    fix: "Restore it once more, or another one, before you delete it",
  });
}

export function setupDone(): PanelError {
  return new PanelError("setup-done", "The owner exists already", { fix: "Sign in instead" });
}

export function setupLinkInvalid(): PanelError {
  return new PanelError("setup-link-invalid", "This set-up link is not valid any more", {
    fix: "Print a fresh one on the server: npm run -s slipway -- setup-link",
  });
}

export function invitationInvalid(): PanelError {
  return new PanelError("link-invalid", "This invitation is not valid any more", {
    fix: "Ask whoever sent it for a new one: it works once, for a day",
  });
}

export function passwordLinkInvalid(): PanelError {
  return new PanelError("link-invalid", "This link is not valid any more", {
    fix: "Ask for a new one: it works once, for an hour",
  });
}

export function personNameTaken(name: string): PanelError {
  return new PanelError("name-taken", `Somebody here is called ${name} already`, {
    issues: [{ field: "name", message: "Somebody has this name already: choose another" }],
  });
}

export function sessionOver(): PanelError {
  return new PanelError("not-signed-in", "Your session has ended", { fix: "Sign in again." });
}

export function personNotFound(): PanelError {
  return new PanelError("not-found", "There is no such account", {
    fix: "Reload the list: it may have been removed",
  });
}

export function noLongerOwner(): PanelError {
  return new PanelError("not-allowed", "You are no owner of this panel any more", {
    fix: "An owner can make you one again",
  });
}

export function lastOwner(name: string): PanelError {
  return new PanelError("last-owner", `${name} is the only owner`, {
    fix: "Make somebody else an owner first: without one nobody could let people in",
  });
}
