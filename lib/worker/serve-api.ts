import type { DataPaths } from "@/lib/adapters/host/data-folder";
import { listen } from "@/lib/api/listen";
import { type ApiServices, createApi } from "@/lib/api/server";

const WEB_SOCKET_MODE = 0o660;
const CONTROL_SOCKET_MODE = 0o600;

/** @returns what closes both sockets, open answers included */
export async function serveApi(services: ApiServices, paths: DataPaths): Promise<() => Promise<void>> {
  const closeControl = await listen(createApi("control", services), paths.controlSocket, CONTROL_SOCKET_MODE);
  const closeWeb = await listen(createApi("web", services), paths.webSocket, WEB_SOCKET_MODE);
  return async () => {
    await Promise.all([closeWeb(), closeControl()]);
  };
}
