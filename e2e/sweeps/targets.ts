import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@/e2e/panel/surroundings";
import { PARAMETERS } from "@/e2e/sweeps/action-input";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import { STREAM_PATHS } from "@/lib/web/stream-targets";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

const SERVER = join(ROOT, ".next", "server");

/** The pages behind the sign-in, as the build knows them: a new one is swept without anybody's doing. */
export function panelPages(): string[] {
  return pages().flatMap((page) => (page.startsWith("/(panel)/") ? [pathOfPage(page)] : []));
}

/** What anybody may open: pages without a sign-in, and what signing in needs. */
export function publicPaths(): string[] {
  const auth = ["session", "csrf", "providers", "signin", "signout", "error", "verify-request", "_log"];
  return [
    ...pages().flatMap((page) => (page.startsWith("/(entry)/") ? [pathOfPage(page)] : [])),
    ...[...auth, "callback/credentials"].map((name) => `/api/auth/${name}`),
  ];
}

/** Streams and downloads. */
export function streamPaths(): string[] {
  return STREAM_PATHS.map(filled);
}

export type ActionTarget = { id: string; name: string; page: string };

/** Every server action, each on every page that knows it. */
export function actionTargets(): ActionTarget[] {
  const { node } = readJson("server-reference-manifest.json") as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>;
  };
  const targets = Object.entries(node).flatMap(([id, { exportedName, workers }]) =>
    Object.keys(workers).map((page) => ({
      id,
      name: exportedName,
      page: pathOfPage(page.replace(/^app/, "")),
    })),
  );
  return lastOf(targets, ({ name }) => name === "signOut");
}

/** The ones of pages behind the sign-in. */
export function guardedActions(): ActionTarget[] {
  const open = publicPaths();
  return actionTargets().filter(({ page }) => !open.includes(page));
}

export type WorkerTarget = { id: RouteId; path: string; method: string; access: string };

/** The worker's own routes. */
export function workerTargets(): WorkerTarget[] {
  const targets = (Object.keys(routes) as RouteId[]).map((id) => {
    const { path, method, access } = routes[id];
    return { id, path: filled(path), method, access };
  });
  return lastOf(targets, ({ id }) => id.startsWith("sessions."));
}

/** What ends the session that asks comes last, so that the rest is asked with it. */
function lastOf<Target>(targets: readonly Target[], endsSession: (target: Target) => boolean): Target[] {
  return [...targets.filter((target) => !endsSession(target)), ...targets.filter(endsSession)];
}

function pages(): string[] {
  return Object.keys(readJson("app-paths-manifest.json") as Record<string, string>).filter((name) =>
    name.endsWith("/page"),
  );
}

function pathOfPage(page: string): string {
  const path = page
    .replace(/\/page$/, "")
    .replace(/\/\([^)]*\)/g, "")
    .replace(/\[(\w+)\]/g, ":$1");
  return filled(path === "" ? "/" : path);
}

function filled(path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => PARAMETERS[name] ?? "1");
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(SERVER, name), "utf8"));
}
