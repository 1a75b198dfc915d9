import type { SettingValue } from "@/lib/stacks/settings";

/**
 * What the engine shows of a container: variables by their own names, and `command`, `entrypoint`, `image`,
 * `port 5432/tcp` (the host's address), `bind /a/path` (the host's path).
 */
export type Shown = Readonly<Record<string, string>>;

/** By service; null: it is not there any more. */
export type Showing = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** One setting's way to the services that it is for. */
export type Expectation = {
  /** Key of the setting, or `secrets.` and the name of a secret that a person gives. */
  change: string;
  /** Another one than the stack has before. */
  value: SettingValue;
  /** What this value alone changes of the containers, as the facts about upstream's files have it. */
  shows: Showing;
  /** It does not take full effect any more once the stack was deployed, and the plan says so. */
  fixed?: true;
};

/** What is deployed before a round, and what its changes are compared with. */
export type FloorId = "plain" | "smtp" | "logs";

export type Round = {
  id: string;
  floor: FloorId;
  expectations: readonly Expectation[];
  /** Services that go with it. */
  gone?: readonly string[];
  /** Services that come with it. */
  made?: readonly string[];
  /** Services made anew for an inline file, which the engine does not show. */
  also?: readonly string[];
  /** What the services then do, seen from outside, by the name of one of `behaviours`. */
  behaves?: readonly BehaviourName[];
};

export type BehaviourName =
  | "nobody signs up"
  | "functions ask for a token"
  | "a file over 1 MiB is refused"
  | "PostgreSQL logs warnings"
  | "PostgreSQL answers directly"
  | "the pooler's ports are closed";

/** What rounds are made of that differs from run to run. */
export type Material = {
  /** Address under which browsers reach the stack, as it was deployed first. */
  url: string;
  /** Free ones. */
  ports: Readonly<Record<"gateway" | "session" | "transaction" | "database", number>>;
  /** Of the stack, as it was deployed first. */
  secrets: Readonly<Record<string, string>>;
  /** PKCS #1 in DER, as base64. */
  samlKey: string;
};
