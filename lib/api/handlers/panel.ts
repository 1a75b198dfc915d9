import type { panelRoutes } from "@/lib/api/contract/panel";
import type { Handlers } from "@/lib/api/handler";
import { openApiDocument } from "@/lib/api/openapi";
import type { MadeBackup } from "@/lib/ports/backups";
import type { PanelAddress } from "@/lib/use-cases/address/show-address";
import type { Caller } from "@/lib/use-cases/panel";

export type PanelServices = {
  version: string;
  createBackup: (
    given: { out?: string | undefined; passphrase?: string | undefined },
    caller: Caller,
  ) => Promise<MadeBackup>;
  showAddress: () => Promise<PanelAddress>;
};

/** The panel itself; what it shows of engine and stacks is the panel's verbs. */
export function panelHandlers({
  version,
  createBackup,
  showAddress,
}: PanelServices): Pick<Handlers, Exclude<keyof typeof panelRoutes, "events" | "engine.show">> {
  let document: Record<string, unknown> | undefined;
  return {
    health: async () => ({ status: "ok", version }),
    openapi: async () => {
      document ??= openApiDocument(version);
      return document;
    },
    "address.show": async () => {
      const { certificate, ...address } = await showAddress();
      if (certificate === null) return { ...address, certificate };
      const [validFrom, validTo] = [certificate.validFrom.toISOString(), certificate.validTo.toISOString()];
      return { ...address, certificate: { ...certificate, validFrom, validTo } };
    },
    "backup.create": async ({ body }, { who, from }) => {
      const { path, sizeBytes, createdAt, withKey } = await createBackup(body, { who, from });
      return { path, sizeBytes, at: createdAt.toISOString(), withKey };
    },
  };
}
