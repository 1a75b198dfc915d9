import type { actionRoutes } from "@/lib/api/contract/actions";
import type { domainRoutes } from "@/lib/api/contract/domains";
import type { functionRoutes } from "@/lib/api/contract/functions";
import type { importRoutes } from "@/lib/api/contract/imports";
import type { jobRoutes } from "@/lib/api/contract/jobs";
import type { panelRoutes } from "@/lib/api/contract/panel";
import type { revisionRoutes } from "@/lib/api/contract/revisions";
import type { RouteInput, RouteJson, RouteLine } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import type { stackBackupRoutes } from "@/lib/api/contract/stack-backups";
import type { stackRoutes } from "@/lib/api/contract/stacks";

/** Who acts, for the audit log: the operator's name, and where the call came from (an address, `local`). */
export type Caller = { who: string; from: string };

/**
 * A download: made whole, as a rendered folder of a few kilobytes, or passed through piece by piece, where its size may
 * not be known before its end.
 */
export type FileAnswer = { fileName: string; contentType: string } & (
  | { bytes: Uint8Array }
  | { sizeBytes: number | null; chunks: AsyncIterable<Uint8Array> }
);

export type PanelRoutes = typeof stackRoutes &
  typeof actionRoutes &
  typeof secretRoutes &
  typeof revisionRoutes &
  typeof importRoutes &
  typeof functionRoutes &
  typeof stackBackupRoutes &
  typeof jobRoutes &
  typeof domainRoutes &
  Pick<typeof panelRoutes, "events" | "engine.show">;

/**
 * One verb for one route, by the route's id. A stream ends when the signal aborts, without an error; whatever else takes
 * long may end with one. Heartbeats and
 * the `ended` lines for `signed-out` and `stopping` are the API's; `done` and `engine-lost` come from here.
 */
type Verb<R extends PanelRoutes[keyof PanelRoutes]> = R["response"] extends { lines: unknown }
  ? (input: RouteInput<R>, caller: Caller, signal: AbortSignal) => AsyncIterable<RouteLine<R>>
  : R["response"] extends { file: string }
    ? (input: RouteInput<R>, caller: Caller) => Promise<FileAnswer>
    : R["response"] extends { text: string }
      ? (input: RouteInput<R>, caller: Caller, signal: AbortSignal) => AsyncIterable<string>
      : (input: RouteInput<R>, caller: Caller, signal?: AbortSignal) => Promise<RouteJson<R>>;

export type PanelVerbs = { [Id in keyof PanelRoutes]: Verb<PanelRoutes[Id]> };

export type Panel = {
  verbs: PanelVerbs;
  /** Recovers unended jobs and starts to observe the engine; the verbs answer without it, from what is stored. */
  start(): Promise<void>;
  /** Lets go of everything: running jobs keep their intent and are resumed by the next start. */
  stop(): Promise<void>;
};
