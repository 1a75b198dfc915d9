import { actionRoutes } from "@/lib/api/contract/actions";
import { auditRoutes } from "@/lib/api/contract/audit";
import { backupRoutes } from "@/lib/api/contract/backups";
import { domainRoutes } from "@/lib/api/contract/domains";
import { functionRoutes } from "@/lib/api/contract/functions";
import { identityRoutes } from "@/lib/api/contract/identity";
import { importRoutes } from "@/lib/api/contract/imports";
import { jobRoutes } from "@/lib/api/contract/jobs";
import { keyRoutes } from "@/lib/api/contract/keys";
import { panelRoutes } from "@/lib/api/contract/panel";
import { passkeyRoutes } from "@/lib/api/contract/passkeys";
import { peopleRoutes } from "@/lib/api/contract/people";
import { revisionRoutes } from "@/lib/api/contract/revisions";
import { secondFactorRoutes } from "@/lib/api/contract/second-factor";
import { secretRoutes } from "@/lib/api/contract/secrets";
import { stackBackupRoutes } from "@/lib/api/contract/stack-backups";
import { stackRoutes } from "@/lib/api/contract/stacks";
import { tokenRoutes } from "@/lib/api/contract/tokens";

/** Every route of the API: the server must handle each, the client can call each, the document lists each. */
export const routes = {
  ...panelRoutes,
  ...backupRoutes,
  ...identityRoutes,
  ...auditRoutes,
  ...peopleRoutes,
  ...secondFactorRoutes,
  ...tokenRoutes,
  ...passkeyRoutes,
  ...stackRoutes,
  ...actionRoutes,
  ...secretRoutes,
  ...revisionRoutes,
  ...importRoutes,
  ...functionRoutes,
  ...stackBackupRoutes,
  ...jobRoutes,
  ...domainRoutes,
  ...keyRoutes,
};

export type Routes = typeof routes;
export type RouteId = keyof Routes;
