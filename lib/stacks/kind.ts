import type { FieldIssue } from "@/lib/errors";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { SettingFields, SettingsOf } from "@/lib/stacks/settings";

/**
 * How a stack is reached. `address`: published on every address of the host, reached by `host`. `domain`: published on
 * loopback alone, and routed there by name over https; names by the id of the endpoint.
 */
export type Access =
  | { mode: "private" }
  | { mode: "address"; host: string }
  | { mode: "domain"; names: Readonly<Record<string, string>> };

export type SecretRecipe =
  /** Made once at creation, each character drawn evenly from the alphabet. */
  | { type: "password"; length: number; alphabet: "alphanumeric" | "lower-hex" }
  /** Given by the person; may be left out unless the kind's `check` asks for it. */
  | { type: "provided"; maxLength?: number };

export type SecretDefinition = {
  label: string;
  help?: string;
  topic: string;
  recipe: SecretRecipe;
  /** The product's own variable, shown in mono. */
  variable?: string;
  /** A provided secret matters only when this field has this value. */
  when?: { field: string; is: string | boolean };
  /** What else happens when it changes, as a sentence for the person who rotates it. */
  consequence: string;
};

/** Secret values by name; a provided secret that was left out is absent. */
export type SecretValues = Readonly<Record<string, string>>;

/** What a person says of secrets by name: a new value, or null to remove the one that is kept. */
export type GivenSecrets = Readonly<Record<string, string | null>>;

export type RenderInput<Fields extends SettingFields> = {
  /** Name of the stack and of its compose project. */
  name: string;
  settings: SettingsOf<Fields>;
  secrets: SecretValues;
  access: Access;
};

export type Endpoint = {
  id: string;
  label: string;
  /** As a browser of the operator uses it, without a trailing slash. */
  url: string;
  service: string;
  /** The published port; the worker reaches the endpoint through it. */
  hostPort: number;
  /** The one that the "Open …" button leads to. */
  primary?: boolean;
};

/** A row of the connection card. Secrets go by name and reach the page only when revealed. */
export type ConnectionRow = { label: string } & (
  | { text: string; url?: boolean }
  | { secret: string }
  | { user: string; secret: string }
);

export type Snippet = { title: string; language: "bash" | "javascript" | "env"; code: string };

export type ProbeHttpResponse = { status: number; text: string; headers: Readonly<Record<string, string>> };

/** What a probe may do to the outside; given by the worker, by a fake in tests. */
export type ProbeContext = {
  secrets: SecretValues;
  http(request: {
    endpoint: string;
    path: string;
    method?: "GET" | "POST" | "PATCH" | "DELETE";
    headers?: Readonly<Record<string, string>>;
    json?: unknown;
  }): Promise<ProbeHttpResponse>;
  /** Runs a program inside a service's container; no shell. */
  exec(request: {
    service: string;
    command: readonly string[];
    environment?: Readonly<Record<string, string>>;
  }): Promise<{ exitCode: number; stdout: string; stderr: string }>;
  /** Values that an earlier probe of the same run left (a token, say). */
  notes: Map<string, string>;
};

/** `final`: trying again changes nothing, or does harm; other failures are tried again while a service warms up. */
export type ProbeOutcome =
  | { ok: true; detail: string }
  | { ok: false; detail: string; fix: string; final?: true };

export type Probe<Fields extends SettingFields> = {
  id: string;
  /** What is proven, as a sentence: "The generated admin signs in". */
  title: string;
  service: string;
  /** Absent: it always applies. */
  applies?(settings: SettingsOf<Fields>): boolean;
  /** A failure of the connection itself (no answer, no container) may be thrown: the runner names it. */
  run(context: ProbeContext, input: RenderInput<Fields>): Promise<ProbeOutcome>;
};

export type KindVersion = {
  id: string;
  label: string;
  /** Ran through the panel's own tests with the product's real software. */
  tested: boolean;
  note?: string;
};

export type ResourceNeeds = {
  /** Estimate of what the running stack uses. */
  memoryBytes: number;
  /** Estimate of images plus first data. */
  diskBytes: number;
  /** Where an image exists for some processors only (Docker's names: amd64, arm64). */
  architectures?: readonly string[];
};

/** An endpoint that may have a name of its own. */
export type RoutableEndpoint = {
  /** As `endpoints` calls it. */
  endpoint: string;
  /** What is reached there: "API", "Studio". */
  label: string;
  /** Without a name for it the stack would be of no use. */
  required: boolean;
};

export type SettingWarning = { field: string; message: string };

/**
 * The kind contract: all that Slipway knows of a product that it can deploy, as data and pure functions.
 * Rendering is deterministic; secrets come in, none is made in here.
 */
export type Kind<Fields extends SettingFields = SettingFields> = {
  id: string;
  title: string;
  /** Five words at most: "Content and data". */
  summary: string;
  /** Topics of the form in order; the first is shown open, the rest under Advanced. */
  topics: Readonly<Record<string, string>>;
  settings: Fields;
  secrets: Readonly<Record<string, SecretDefinition>>;
  versions: readonly KindVersion[];
  /** The stack's services in the order of display, and what each is for. */
  render(input: RenderInput<Fields>): ComposeProject;
  /** What the fields' own schema cannot see: combinations. */
  check(settings: SettingsOf<Fields>, secrets: SecretValues): FieldIssue[];
  /** Allowed, but probably not meant. */
  warnings(settings: SettingsOf<Fields>): SettingWarning[];
  needs(settings: SettingsOf<Fields>): ResourceNeeds;
  endpoints(input: RenderInput<Fields>): readonly Endpoint[];
  /** Which of the endpoints speak HTTP or websockets, and so can be routed by name. */
  routable: readonly RoutableEndpoint[];
  connections(input: RenderInput<Fields>): { rows: readonly ConnectionRow[]; snippets: readonly Snippet[] };
  probes: readonly Probe<Fields>[];
};
