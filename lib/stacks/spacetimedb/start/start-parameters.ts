import type { SpacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import {
  editionProblem,
  listenProblem,
  pagePoolProblem,
  pathProblem,
  pgPortProblem,
  type ValueProblem,
} from "@/lib/stacks/spacetimedb/start/value-problems";

/**
 * `tool`: read by the command line tool, so before `start`. `start`: read by its verb, so right behind the word: from
 * the first parameter on that the verb does not know, all goes to the server. `server`: behind those.
 */
export type ParameterPlace = "tool" | "start" | "server";

export type StartParameter = {
  /** As the version spells it: clap takes no other. */
  name: string;
  short?: string;
  place: ParameterPlace;
  /** Absent: it takes no value. */
  valueProblem?: ValueProblem;
  /** Set by a field of the form, or always by Slipway for this reason: not to be given a second time. */
  owner?: { field: keyof SpacetimedbFields } | { because: string };
  /** From this version on, and before that one. */
  known: { from: string; before: string };
};

/** Names read in the source of 2.8.3; parameters do not go away within a major version. */
const known = { from: "2.8.3", before: "3.0.0" } as const;

export const startParameters: readonly StartParameter[] = [
  { name: "--root-dir", place: "tool", valueProblem: pathProblem, owner: { field: "rootDir" }, known },
  { name: "--config-path", place: "tool", valueProblem: pathProblem, known },
  {
    name: "--listen-addr",
    short: "-l",
    place: "server",
    valueProblem: listenProblem,
    owner: { field: "listenAddress" },
    known,
  },
  { name: "--data-dir", place: "server", valueProblem: pathProblem, owner: { field: "dataDir" }, known },
  { name: "--jwt-key-dir", place: "server", valueProblem: pathProblem, owner: { field: "keyDir" }, known },
  {
    name: "--jwt-pub-key-path",
    place: "server",
    valueProblem: pathProblem,
    owner: { field: "publicKeyPath" },
    known,
  },
  {
    name: "--jwt-priv-key-path",
    place: "server",
    valueProblem: pathProblem,
    owner: { field: "privateKeyPath" },
    known,
  },
  { name: "--in-memory", place: "server", owner: { field: "inMemory" }, known },
  { name: "--enable-tracy", place: "server", owner: { field: "tracy" }, known },
  {
    name: "--page_pool_max_size",
    place: "server",
    valueProblem: pagePoolProblem,
    owner: { field: "pagePoolMaxSize" },
    known,
  },
  { name: "--pg-port", place: "server", valueProblem: pgPortProblem, owner: { field: "pgPort" }, known },
  {
    name: "--non-interactive",
    place: "server",
    owner: { because: "Slipway always sets it, since nobody answers questions in a container" },
    known,
  },
  { name: "--edition", place: "start", valueProblem: editionProblem, known },
];
