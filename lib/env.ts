import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { PanelError } from "@/lib/errors";
import { decideAccess } from "@/lib/launch/panel-access.mjs";
import { Sensitive } from "@/lib/secrets/sensitive";

/** Whoever sets it: most are for everybody, a few for the container's image or for tests. */
type Help = { text: string; fallback: string; audience: "everybody" | "image" | "tests" };

function setting<Schema extends z.ZodType>(schema: Schema, fallback: string, text: string): Schema {
  return schema.meta({ text, fallback, audience: "everybody" } satisfies Help);
}

function imageSetting<Schema extends z.ZodType>(schema: Schema, text: string): Schema {
  return schema.meta({ text, fallback: "", audience: "image" } satisfies Help);
}

function testSetting<Schema extends z.ZodType>(schema: Schema, text: string): Schema {
  return schema.meta({ text, fallback: "", audience: "tests" } satisfies Help);
}

const flag = z.stringbool({
  truthy: ["1", "true", "on"],
  falsy: ["0", "false", "off"],
  error: "Must be 1 or 0",
});
const path = z.string().max(4096);

/** Every setting of the worker, by its variable. Empty counts as not set. */
const schema = z
  .object({
    SLIPWAY_BIND: setting(
      z
        .string()
        .default("127.0.0.1")
        .refine((text) => isIP(text) !== 0, "Must be an IP address"),
      "127.0.0.1",
      "Address that the panel listens on: 0.0.0.0 for all of the machine's. On anything but loopback it speaks https.",
    ),
    SLIPWAY_PORT: setting(
      z.coerce
        .number("Must be a port")
        .int()
        .min(1, "Must be a port from 1 to 65535")
        .max(65_535, "Must be a port from 1 to 65535")
        .default(9400),
      "9400",
      "Port that the panel listens on.",
    ),
    SLIPWAY_URL: setting(
      z.string().refine(isPanelUrl, "Must be an http or https address without a path").optional(),
      "from bind and port",
      "How browsers reach the panel, where that is another name, or a proxy stands in front: https://panel.example.com",
    ),
    SLIPWAY_TLS: setting(
      z.enum(["on", "off"], "Must be on or off").optional(),
      "on, but off on loopback",
      "on: https on loopback too. off: plain http, which everybody on the way can read, or which a proxy makes https.",
    ),
    SLIPWAY_TLS_CERT: setting(
      path.optional(),
      "made by the panel",
      "File with a certificate in PEM, those that issued it after it. A renewed one is served within a minute.",
    ),
    SLIPWAY_TLS_KEY: setting(path.optional(), "", "File with its private key in PEM."),
    SLIPWAY_PROXY: setting(
      z.string().max(1000).optional(),
      "",
      "Addresses of proxies in front of the panel, whose X-Forwarded-For is believed: 127.0.0.1",
    ),
    SLIPWAY_DATA: setting(
      path.default("data"),
      "./data",
      "Folder for the database, the master key, backups and logs, for its owner alone. Keep it on a local disk.",
    ),
    SLIPWAY_ENGINE: setting(
      z.enum(["on", "off"], "Must be on or off").default("on"),
      "on",
      "off: run without an engine. Stacks can be defined, rendered and exported.",
    ),
    SLIPWAY_ENGINE_SOCKET: setting(
      path.startsWith("/", "Must be an absolute path").optional(),
      "found by itself",
      "Unix socket of the Docker Engine, where it is not to be looked for (DOCKER_HOST, docker context, usual places).",
    ),
    SLIPWAY_COMPOSE_PATH: setting(
      path.startsWith("/", "Must be an absolute path").optional(),
      "found by itself",
      "The docker-compose program to use.",
    ),
    SLIPWAY_REGISTRY: setting(
      z
        .string()
        .regex(
          /^[a-z0-9.-]+(:\d{1,5})?(\/[a-z0-9][a-z0-9._/-]*)?$/i,
          "Must look like registry.example.com:5000/path",
        )
        .optional(),
      "each image's own",
      "Registry that every image is pulled from instead: a mirror or a private one, with a path or without.",
    ),
    SLIPWAY_REGISTRY_USERNAME: setting(z.string().max(255).optional(), "", "User name at that registry."),
    SLIPWAY_REGISTRY_PASSWORD: setting(
      z.string().max(4096).optional(),
      "",
      "Password or token at that registry.",
    ),
    SLIPWAY_REGISTRY_PASSWORD_FILE: setting(path.optional(), "", "File that holds the password, instead."),
    SLIPWAY_OUTPUT_DAYS: setting(
      z.coerce
        .number("Must be a number of days")
        .int("Must be a whole number of days")
        .min(1, "Must be at least 1")
        .max(36_500, "Must be at most 36500")
        .default(90),
      "90",
      "Days for which the raw output of jobs is kept; the jobs themselves stay.",
    ),
    SLIPWAY_FRESH: setting(
      flag.default(false),
      "0",
      "1: let an owner be made in an empty data folder although containers of an earlier installation are there.",
    ),
    SLIPWAY_LOG_LEVEL: setting(
      z.enum(["debug", "info", "warn", "error"], "Must be debug, info, warn or error").default("info"),
      "info",
      "Least weight of what goes to the worker's log.",
    ),
    SLIPWAY_WORKER_SOCKET: imageSetting(
      path.startsWith("/", "Must be an absolute path").optional(),
      "Where the worker listens for web, when the two run as different users and web may not enter the data folder.",
    ),
    SLIPWAY_CONTAINER: imageSetting(
      flag.default(false),
      "1: the panel runs in a container of the engine that it manages.",
    ),
    SLIPWAY_ALLOW_STAND_INS: testSetting(
      flag.default(false),
      "1: deploy images that only imitate the products.",
    ),
    SLIPWAY_TEST_LABEL: testSetting(
      z.string().max(100).optional(),
      "The run of tests that this panel belongs to; fail-points are obeyed only with it.",
    ),
  })
  .superRefine((given, context) => {
    const refuse = (field: keyof typeof given, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const { SLIPWAY_REGISTRY_PASSWORD: password, SLIPWAY_REGISTRY_PASSWORD_FILE: file } = given;
    const username = given.SLIPWAY_REGISTRY_USERNAME;
    if (password !== undefined && file !== undefined) {
      refuse("SLIPWAY_REGISTRY_PASSWORD_FILE", "Set this or SLIPWAY_REGISTRY_PASSWORD, not both");
    }
    if ((username === undefined) !== (password === undefined && file === undefined)) {
      refuse("SLIPWAY_REGISTRY_USERNAME", "User name and password go together");
    }
    if (username !== undefined && given.SLIPWAY_REGISTRY === undefined) {
      refuse("SLIPWAY_REGISTRY", "Say which registry the user name is for");
    }
    for (const problem of accessOf(given).problems) {
      const [, field = "", text = ""] = /^(\w+) (.*)$/.exec(problem) ?? [];
      context.addIssue({ code: "custom", path: [field], message: text.replace(/^m/, "M") });
    }
  });

export type Environment = {
  bind: string;
  port: number;
  /** Without a trailing slash. */
  url: string;
  /** What the panel's own port speaks. */
  scheme: "http" | "https";
  /** Absolute. */
  data: string;
  engine: "on" | "off";
  engineSocket: string | null;
  composePath: string | null;
  registry: { host: string; login: { username: string; password: Sensitive } | null } | null;
  /** Days for which the raw output of jobs is kept. */
  outputDays: number;
  fresh: boolean;
  /** Path of the socket for web where it is not in the data folder. */
  workerSocket: string | null;
  inContainer: boolean;
  allowStandIns: boolean;
  testLabel: string | null;
  logLevel: "debug" | "info" | "warn" | "error";
};

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The settings that the worker was started with.
 * @param root what a relative data folder is relative to
 * @param readText reads the password's file
 * @throws PanelError `environment-invalid` that lists everything that is wrong
 */
export function readEnvironment(
  variables: Variables,
  root: string,
  readText: (path: string) => string,
): Environment {
  const given = Object.entries(variables).filter(([name, value]) => name in schema.shape && value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map(({ path: [name], message }) => ({ field: String(name), message })));
  }
  const settings = parsed.data;
  const { url, tls } = accessOf(settings);
  return {
    bind: settings.SLIPWAY_BIND,
    port: settings.SLIPWAY_PORT,
    url,
    scheme: tls === "off" ? "http" : "https",
    data: dataFolder(root, settings.SLIPWAY_DATA),
    engine: settings.SLIPWAY_ENGINE,
    engineSocket: settings.SLIPWAY_ENGINE_SOCKET ?? null,
    composePath: settings.SLIPWAY_COMPOSE_PATH ?? null,
    registry: registryOf(settings, readText),
    outputDays: settings.SLIPWAY_OUTPUT_DAYS,
    fresh: settings.SLIPWAY_FRESH,
    workerSocket: settings.SLIPWAY_WORKER_SOCKET ?? null,
    inContainer: settings.SLIPWAY_CONTAINER,
    allowStandIns: settings.SLIPWAY_ALLOW_STAND_INS,
    testLabel: settings.SLIPWAY_TEST_LABEL ?? null,
    logLevel: settings.SLIPWAY_LOG_LEVEL,
  };
}

/** All settings for the README: name, what it is when left out, what it does. */
export function settingsTable(): (Help & { name: string })[] {
  return Object.entries(schema.shape).map(([name, field]) => ({ name, ...(field.meta() as Help) }));
}

type AccessSettings = Pick<
  z.output<typeof schema>,
  `SLIPWAY_${"BIND" | "PORT" | "URL" | "PROXY"}` | `SLIPWAY_TLS${"" | "_CERT" | "_KEY"}`
>;

function accessOf({ SLIPWAY_BIND: bind, SLIPWAY_PORT: port, ...rest }: AccessSettings) {
  const { SLIPWAY_URL, SLIPWAY_TLS, SLIPWAY_TLS_CERT, SLIPWAY_TLS_KEY, SLIPWAY_PROXY } = rest;
  const variables = { SLIPWAY_URL, SLIPWAY_TLS, SLIPWAY_TLS_CERT, SLIPWAY_TLS_KEY, SLIPWAY_PROXY };
  return decideAccess(variables, { bind, port });
}

function registryOf(
  settings: z.output<typeof schema>,
  readText: (path: string) => string,
): Environment["registry"] {
  const {
    SLIPWAY_REGISTRY: host,
    SLIPWAY_REGISTRY_USERNAME: username,
    SLIPWAY_REGISTRY_PASSWORD_FILE: file,
  } = settings;
  if (host === undefined) return null;
  if (username === undefined) return { host, login: null };
  let password = settings.SLIPWAY_REGISTRY_PASSWORD ?? "";
  if (file !== undefined) {
    try {
      password = readText(file).trim();
    } catch (error) {
      const message = `Cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      throw invalid([{ field: "SLIPWAY_REGISTRY_PASSWORD_FILE", message }]);
    }
  }
  return { host, login: { username, password: new Sensitive(password) } };
}

/** Unix socket paths end at 107 bytes, at 103 on macOS (sun_path, unix(7)). */
const SOCKET_PATH_BYTES = 103;

function dataFolder(root: string, given: string): string {
  const data = resolve(root, given);
  if (Buffer.byteLength(join(data, "run", "control.sock")) > SOCKET_PATH_BYTES) {
    throw invalid([{ field: "SLIPWAY_DATA", message: `The path ${data} is too long for the sockets in it` }]);
  }
  return data;
}

function invalid(issues: { field: string; message: string }[]): PanelError {
  const lines = issues.map(({ field, message }) => `${field}: ${message}`);
  return new PanelError("environment-invalid", `Settings are wrong. ${lines.join("; ")}`, { issues });
}

function isPanelUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search + hash + username === "";
}
