import { randomUUID } from "node:crypto";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { auditHandlers } from "@/lib/api/handlers/audit";
import { backupHandlers } from "@/lib/api/handlers/backups";
import { identityHandlers } from "@/lib/api/handlers/identity";
import { keyHandlers } from "@/lib/api/handlers/keys";
import { panelHandlers } from "@/lib/api/handlers/panel";
import { passkeyHandlers } from "@/lib/api/handlers/passkeys";
import { peopleHandlers } from "@/lib/api/handlers/people";
import { secondFactorHandlers } from "@/lib/api/handlers/second-factor";
import { tokenHandlers } from "@/lib/api/handlers/tokens";
import type { ApiServices } from "@/lib/api/server";
import type { AuditLog } from "@/lib/ports/audit";
import type { Log } from "@/lib/ports/log";
import { type AddressServices, showAddress } from "@/lib/use-cases/address/show-address";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import type { Backups } from "@/lib/use-cases/backups/backups";
import { checkSession } from "@/lib/use-cases/identity/check-session";
import { checkToken, tokenHolds } from "@/lib/use-cases/identity/check-token";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { now } from "@/lib/worker/clock";
import type { openPanel } from "@/lib/worker/open-panel";

export type Opened = {
  version: string;
  address: AddressServices;
  panel: ReturnType<typeof openPanel>;
  identity: IdentityServices;
  audit: AuditLog;
  backups: Backups;
  backupServices: BackupServices;
  stopping: AbortSignal;
  log: Log;
};

/** The handler of every route, and what the API asks of a call before it gets to one. */
export function apiServices(opened: Opened): ApiServices {
  const { version, address, panel, identity, audit, backups, backupServices, stopping, log } = opened;
  return {
    handlers: {
      ...identityHandlers(identity),
      ...auditHandlers(audit),
      ...peopleHandlers(identity),
      ...secondFactorHandlers(identity),
      ...tokenHandlers(identity),
      ...passkeyHandlers(identity),
      ...panelHandlers({
        version,
        createBackup: (given, caller) => backups.create(given, caller),
        showAddress: () => showAddress(address),
      }),
      ...backupHandlers(backups, backupServices),
      ...keyHandlers({ random: systemRandom, now }),
      ...panel.verbs,
    },
    checkSession: (tokenHash) => checkSession(identity, tokenHash),
    checkToken: (tokenHash, from) => checkToken(identity, tokenHash, from),
    tokenHolds: (tokenHash) => tokenHolds(identity, tokenHash),
    hashToken: identity.tokens.hash,
    onSignedOut: (tokenHash, listener) => identity.sessionEnds.listen(tokenHash, listener),
    stopping,
    now,
    newId: randomUUID,
    log,
  };
}
