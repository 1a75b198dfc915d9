import type { panelRoutes } from "@/lib/api/contract/panel";
import type { Handlers } from "@/lib/api/handler";
import { openApiDocument } from "@/lib/api/openapi";

export type PanelServices = {
  version: string;
  createBackup: (caller: {
    who: string;
    from: string;
  }) => Promise<{ path: string; sizeBytes: number; at: Date }>;
};

/** The panel itself; what it shows of engine and stacks is the panel's verbs. */
export function panelHandlers({
  version,
  createBackup,
}: PanelServices): Pick<Handlers, Exclude<keyof typeof panelRoutes, "events" | "engine.show">> {
  let document: Record<string, unknown> | undefined;
  return {
    health: async () => ({ status: "ok", version }),
    openapi: async () => {
      document ??= openApiDocument(version);
      return document;
    },
    "backup.create": async (_, { who, from }) => {
      const { path, sizeBytes, at } = await createBackup({ who, from });
      return { path, sizeBytes, at: at.toISOString() };
    },
  };
}
