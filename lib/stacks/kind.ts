import type { FieldIssue } from "@/lib/errors";
import type { Random } from "@/lib/ports/random";
import type { ColdBackup } from "@/lib/stacks/cold-backup";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { ConnectionRow, Snippet } from "@/lib/stacks/connection-card";
import type { EdgeFunctions } from "@/lib/stacks/edge-functions";
import type { KnownFailure } from "@/lib/stacks/known-failure";
import type { MailSettings } from "@/lib/stacks/mail-settings";
import type { MintedToken, WantedToken } from "@/lib/stacks/minted-token";
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
  /**
   * Made at creation by the kind's own `makeSecrets`: what must have a form, or agree with others.
   * `agreesWith`: secrets that it is signed with, derived from or paired with; whoever changes one of them changes it.
   */
  | {
      type: "made";
      form: "token" | "key-set" | "opaque-key" | "pem" | "text";
      agreesWith?: readonly string[];
    }
  /** Given by the person; may be left out unless the kind's `check` asks for it. */
  | { type: "provided"; maxLength?: number; multiline?: true };

export type SecretDefinition = {
  label: string;
  help?: string;
  topic: string;
  recipe: SecretRecipe;
  /** The product's own variable, shown in mono. */
  variable?: string;
  /** Name of the file that it is in an installation of the product: it is saved as one, and taken from one. */
  file?: string;
  /** A provided secret matters only when this field has this value. */
  when?: { field: string; is: string | boolean };
  /** What else happens when it changes, as a sentence for the person who rotates it. */
  consequence: string;
  /** Secrets of one group fit each other: they are made anew together. */
  group?: string;
  /** Secrets that are made anew whenever this one is, though it stays when they are. */
  renews?: readonly string[];
  /** Why a new one would be of no use, or do harm, once the stack was deployed: it stays then. */
  fixedAfterDeploy?: string;
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
  /** The stack's address, and what its "Open …" button leads to. */
  primary?: boolean;
  /** A browser finds no page there, so nothing opens it. */
  programsOnly?: true;
};

export type ProbeHttpResponse = { status: number; text: string; headers: Readonly<Record<string, string>> };

/** The service's first text over a WebSocket, or the HTTP answer by which it refused to open one. */
export type ProbeWebsocketAnswer =
  | { accepted: true; text: string }
  | { accepted: false; status: number; text: string };

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
  /** Opens a WebSocket, sends one text (65,535 bytes at most) and waits for the first that comes back. */
  websocket(request: { endpoint: string; path: string; send: string }): Promise<ProbeWebsocketAnswer>;
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
  applies?(settings: SettingsOf<Fields>, access: Access): boolean;
  /** A failure of the connection itself (no answer, no container) may be thrown: the runner names it. */
  run(context: ProbeContext, input: RenderInput<Fields>): Promise<ProbeOutcome>;
};

/** A program in a service's container, without a shell. Run again, it ends in the same state. */
export type DataCommand = {
  /** Holds no secret: the process list shows it. */
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
};

/** What a new revision needs changed inside the data of a service that runs. */
export type DataChange = DataCommand & {
  service: string;
  /** What becomes new, as the plan says it: "password of the role directus". */
  title: string;
  /** Sets it back, for a deploy that ends before the revision is in place. */
  undo: DataCommand;
};

/**
 * What a person may have done inside a deployed stack by a button, beside what its settings say. Run again after any
 * interruption, it ends in the same state.
 */
export type KindAction<Fields extends SettingFields> = {
  /** Letters, figures and dashes: part of an address. */
  id: string;
  /** As the button says it, and the job's title: "Enable GraphQL". */
  title: string;
  /** What it does, as sentences. */
  explanation: string;
  /** What is lost by it. With a warning it is done only once the stack's name was typed. */
  warning?: string;
  /** Label of the row of the connection card that it stands beside; absent: among the services. */
  beside?: string;
  applies(settings: SettingsOf<Fields>): boolean;
  /** Services that are down while it is done, and healthy again afterwards. */
  pauses: readonly string[];
  /** Runs the command, and must run itself. */
  service: string;
  command: DataCommand;
  /**
   * There is nothing left to do where it writes the answer; the word says that beside the row. Absent: it can always be
   * done again.
   */
  done?: DataCommand & { answer: string; word: string };
  /** That it did what it is for, through the stack's real interface; tried again for a while. */
  prove?(context: ProbeContext, input: RenderInput<Fields>): Promise<ProbeOutcome>;
};

export type KindMail<Fields extends SettingFields> = {
  /** Of the settings' form. */
  topic: string;
  /** Names of the settings, and of the secret; `tls` where the kind has one for it. */
  fields: { host: string; port: string; user: string; sender: string; tls?: string };
  passwordSecret: string;
  /** null: the stack sends none. */
  settings(input: RenderInput<Fields>): MailSettings | null;
};

/** Tokens for people and programs that the product itself has not signed in, signed with the stack's own key. */
export type KindTokens = {
  /** Whom the product names as issuer of its own tokens. */
  issuer: string;
  /** What to know before one is handed out, as sentences. */
  explanation: string;
  /** @throws PanelError `input-invalid` with an issue of `issuer` or `subject` */
  mint(secrets: SecretValues, wanted: WantedToken, now: Date): MintedToken;
};

export type KindVersion = {
  id: string;
  label: string;
  /** Ran through the panel's own tests: with the product's real software where its note says nothing else. */
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

/** A sentence without its full stop, what the person can do, and the setting that it is about. */
export type UpgradeProblem = { field: string; message: string; fix: string };

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
  /**
   * Every secret whose recipe is `made` and that is not among the given ones; those given are kept in mind, so that
   * what is new fits them. Pure, but for the bytes that a signature with a key pair holds by itself.
   */
  makeSecrets?(random: Random, now: Date, given: SecretValues): SecretValues;
  versions: readonly KindVersion[];
  /** The stack's services in the order of display, and what each is for. */
  render(input: RenderInput<Fields>): ComposeProject;
  /** What the fields' own schema cannot see: combinations. */
  check(settings: SettingsOf<Fields>, secrets: SecretValues): FieldIssue[];
  /** Allowed, but probably not meant. */
  warnings(settings: SettingsOf<Fields>, access: Access): SettingWarning[];
  needs(settings: SettingsOf<Fields>): ResourceNeeds;
  endpoints(input: RenderInput<Fields>): readonly Endpoint[];
  /** Which of the endpoints speak HTTP or websockets, and so can be routed by name. */
  routable: readonly RoutableEndpoint[];
  connections(input: RenderInput<Fields>): { rows: readonly ConnectionRow[]; snippets: readonly Snippet[] };
  probes: readonly Probe<Fields>[];
  /**
   * What must be changed inside running services, in this order, before the revision `after` takes the place of
   * `before`: a password that a database keeps with its data, say. None between equals.
   */
  dataChanges?(before: RenderInput<Fields>, after: RenderInput<Fields>): readonly DataChange[];
  /**
   * Why the revision `after` must not take the place of `before`, which is deployed: data that an older version refuses,
   * say. Such a revision is never applied.
   */
  upgradeProblem?(before: RenderInput<Fields>, after: RenderInput<Fields>): UpgradeProblem | undefined;
  /** Of the causes that a log tells, the first that fits counts. */
  failures?: readonly KnownFailure[];
  /** Absent: the product has no functions. */
  functions?: EdgeFunctions;
  actions?: readonly KindAction<Fields>[];
  /** Absent: the product sends no e-mail, or does not say how. */
  mail?: KindMail<Fields>;
  /** Absent: its data cannot be backed up here. */
  coldBackup?: ColdBackup<Fields>;
  /** Absent: the product takes no tokens that could be signed for it. */
  tokens?: KindTokens;
};
