import { publishedHostIp } from "@/lib/stacks/access";
import type { ComposeService, Healthcheck } from "@/lib/stacks/compose-project";
import type { Kind } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

const TOPIC = "basics";

const fields = {
  port: { type: "port", label: "Port", topic: TOPIC, default: 19_700 },
  /** An image that behaves like the small test image; tests that must pull name a fresh copy. */
  image: { type: "text", label: "Image", topic: TOPIC, default: "slipway-test/tiny:1" },
  apiWords: { type: "text", label: "Words of api", topic: TOPIC, default: "hello" },
  databaseWords: { type: "text", label: "Words of database", topic: TOPIC, default: "hello" },
  /** What the worker service writes to its log before it waits; its log holds them all. */
  lines: { type: "number", label: "Log lines", topic: TOPIC, default: 0, min: 0, max: 10_000_000 },
  /** Many stacks at once, each checked every second, would leave the machine no time for anything else. */
  checked: { type: "boolean", label: "Health checks", topic: TOPIC, default: true },
  readyAfter: { type: "number", label: "Seconds until healthy", topic: TOPIC, default: 0, min: 0, max: 600 },
} as const satisfies SettingFields;

const COMMON: Pick<ComposeService, "logging" | "stopGracePeriodSeconds" | "restart"> = {
  logging: { maxSizeMib: 1, maxFiles: 2 },
  stopGracePeriodSeconds: 1,
  restart: "unless-stopped",
};

const HEALTH: Healthcheck = {
  test: ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/health"],
  intervalSeconds: 1,
  timeoutSeconds: 5,
  retries: 600,
};

export const FIVE_SERVICES = ["database", "cache", "migrate", "api", "worker"] as const;

/**
 * Five services of the small test image, with all that a product's stack has: two health checks, a one-shot, orders of
 * start of all three sorts, a volume, a published port, a secret.
 */
export const fiveKind: Kind<typeof fields> = {
  id: "five",
  title: "Five",
  summary: "Five small services",
  topics: { [TOPIC]: "Basics" },
  settings: fields,
  secrets: {
    password: {
      label: "Password",
      topic: TOPIC,
      recipe: { type: "password", length: 24, alphabet: "alphanumeric" },
      variable: "PASSWORD",
      consequence: "Nothing",
    },
  },
  versions: [{ id: "1", label: "1", tested: true }],
  render: ({ name, settings, secrets, access }) => {
    const { image } = settings;
    const databaseUp = settings.checked ? "service_healthy" : "service_started";
    return {
      name,
      services: {
        database: {
          ...COMMON,
          image,
          command: ["serve"],
          environment: { WORDS: { env: "DATABASE_WORDS" }, READY_AFTER: { env: "READY_AFTER" } },
          volumes: [{ type: "volume", source: "data", target: "/data" }],
          ...(settings.checked && { healthcheck: HEALTH }),
        },
        cache: { ...COMMON, image, command: ["idle"] },
        migrate: {
          ...COMMON,
          image,
          command: ["once"],
          restart: "no",
          dependsOn: { database: databaseUp },
        },
        api: {
          ...COMMON,
          image,
          command: ["serve"],
          environment: { WORDS: { env: "API_WORDS" }, PASSWORD: { env: "PASSWORD" } },
          ports: [
            {
              hostIp: publishedHostIp(access),
              hostPort: settings.port,
              containerPort: 8080,
              protocol: "tcp",
            },
          ],
          dependsOn: { migrate: "service_completed_successfully", cache: "service_started" },
          ...(settings.checked && { healthcheck: HEALTH }),
        },
        worker: {
          ...COMMON,
          image,
          command: settings.lines === 0 ? ["idle"] : ["lines", String(settings.lines)],
          dependsOn: { database: databaseUp },
          ...(settings.lines > 0 && { logging: { maxSizeMib: 2000, maxFiles: 1 } }),
        },
      },
      volumes: ["data"],
      configs: {},
      env: {
        DATABASE_WORDS: settings.databaseWords,
        API_WORDS: settings.apiWords,
        READY_AFTER: String(settings.readyAfter),
        PASSWORD: secrets.password ?? "",
      },
      secretEnv: ["PASSWORD"],
    };
  },
  check: () => [],
  warnings: () => [],
  needs: () => ({ memoryBytes: 16 * 1024 ** 2, diskBytes: 4 * 1024 ** 2 }),
  endpoints: ({ settings }) => [
    {
      id: "api",
      label: "API",
      url: `http://localhost:${settings.port}`,
      service: "api",
      hostPort: settings.port,
      primary: true,
    },
  ],
  routable: [{ endpoint: "api", label: "API", required: true }],
  connections: () => ({ rows: [{ label: "Password", secret: "password" }], snippets: [] }),
  probes: [
    {
      id: "answers",
      title: "The API answers",
      service: "api",
      run: async ({ http }) => {
        const { text } = await http({ endpoint: "api", path: "/" });
        return text.trim() === "tiny"
          ? { ok: true, detail: "with its own words" }
          : { ok: false, detail: `it said ${text.trim()}`, fix: "Deploy again" };
      },
    },
  ],
};
