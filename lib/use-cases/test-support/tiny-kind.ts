import { accessUrl, publishedHostIp } from "@/lib/stacks/access";
import type { ComposeService } from "@/lib/stacks/compose-project";
import type { DataCommand, Kind } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

const BASE: Pick<ComposeService, "logging" | "stopGracePeriodSeconds"> = {
  logging: { maxSizeMib: 1, maxFiles: 1 },
  stopGracePeriodSeconds: 1,
};

const fieldsWith = (port: number) =>
  ({
    version: {
      type: "choice",
      label: "Version",
      topic: "basics",
      default: "1",
      options: [{ value: "1", label: "1" }],
    },
    port: { type: "port", label: "Port", topic: "basics", default: port },
    greeting: { type: "text", label: "Greeting", topic: "basics", default: "hello", maxLength: 200_000 },
    web: { type: "text", label: "What web does", topic: "basics", default: "serve" },
    task: { type: "text", label: "What the one-shot does", topic: "basics", default: "true" },
  }) as const satisfies SettingFields;

type Fields = ReturnType<typeof fieldsWith>;

/**
 * A kind for tests, of a small image that holds busybox: a web server with a health check, a service without one, and
 * a one-shot that the server waits for.
 * @param port that a stack is published on unless its settings say another one
 */
export function tinyKind(image: string, port = 19_400): Kind<Fields> {
  return {
    id: "tiny",
    title: "Tiny",
    summary: "For tests",
    topics: { basics: "Basics" },
    settings: fieldsWith(port),
    secrets: {
      password: {
        label: "Password",
        topic: "basics",
        recipe: { type: "password", length: 24, alphabet: "alphanumeric" },
        variable: "PASSWORD",
        consequence: "Nothing",
      },
    },
    versions: [{ id: "1", label: "1", tested: true }],
    render: ({ name, settings, secrets, access }) => ({
      name,
      services: {
        web: {
          ...BASE,
          image,
          entrypoint: ["sh", "-c"],
          command: [WEB[settings.web] ?? settings.web],
          environment: { GREETING: { env: "GREETING" }, PASSWORD: { env: "PASSWORD" } },
          ports: [
            {
              hostIp: publishedHostIp(access),
              hostPort: settings.port,
              containerPort: 8080,
              protocol: "tcp",
            },
          ],
          volumes: [{ type: "volume", source: "data", target: "/data" }],
          dependsOn: { task: "service_completed_successfully" },
          healthcheck: {
            test: ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/"],
            intervalSeconds: 1,
            timeoutSeconds: 2,
            retries: 3,
          },
          restart: "unless-stopped",
        },
        side: {
          ...BASE,
          image,
          entrypoint: ["sh", "-c"],
          command: ["trap 'exit 0' TERM; echo side is here; while :; do sleep 0.2; done"],
          restart: "unless-stopped",
        },
        task: { ...BASE, image, entrypoint: ["sh", "-c"], command: [settings.task], restart: "no" },
      },
      volumes: ["data"],
      configs: {},
      env: { GREETING: settings.greeting, PASSWORD: secrets.password ?? "" },
      secretEnv: ["PASSWORD"],
    }),
    check: () => [],
    warnings: () => [],
    needs: () => ({ memoryBytes: 16 * 1024 ** 2, diskBytes: 4 * 1024 ** 2 }),
    endpoints: ({ settings, access }) => [
      {
        id: "web",
        label: "Web",
        url: accessUrl(access, "web", settings.port),
        service: "web",
        hostPort: settings.port,
        primary: true,
      },
    ],
    routable: [{ endpoint: "web", label: "Web", required: true }],
    connections: () => ({ rows: [{ label: "Password", secret: "password" }], snippets: [] }),
    dataChanges: (before, after) => {
      const [old, now] = [before.secrets.password ?? "", after.secrets.password ?? ""];
      if (old === now) return [];
      return ["first", "second"].map((name) => ({
        service: "web",
        title: `password in ${name}`,
        ...writeData(name, now),
        undo: writeData(name, old),
      }));
    },
    coldBackup: {
      volumes: ["data", "none"],
      leaveOut: { data: ["cache", "tiny.pid"] },
      note: "All that it keeps.",
    },
    upgradeProblem: (_, after) =>
      after.settings.greeting !== "older"
        ? undefined
        : { field: "greeting", message: "Its data takes no older greeting", fix: "Greet as before" },
    actions: [
      {
        id: "tidy",
        title: "Tidy up",
        explanation: "Tidies up.",
        beside: "Password",
        applies: () => true,
        pauses: [],
        service: "web",
        command: writeData("tidied", "yes"),
        done: { command: ["cat", "/data/tidied"], environment: {}, answer: "yes", word: "tidy" },
      },
      {
        id: "wipe",
        title: "Wipe",
        explanation: "Wipes.",
        warning: "What was there is lost.",
        applies: () => true,
        pauses: ["side"],
        service: "web",
        command: writeData("wiped", "yes"),
        prove: async ({ http }) => {
          const { text } = await http({ endpoint: "web", path: "/" });
          return text.trim() === ""
            ? { ok: false, detail: "said nothing", fix: "Look" }
            : { ok: true, detail: "it answers" };
        },
      },
    ],
    probes: [
      {
        id: "greets",
        title: "The server greets",
        service: "web",
        run: async ({ http }, { settings }) => {
          const { text } = await http({ endpoint: "web", path: "/" });
          return text.trim() === settings.greeting
            ? { ok: true, detail: "as set" }
            : { ok: false, detail: `said ${text.trim()}`, fix: "Deploy again" };
        },
      },
    ],
  };
}

/** Keeps the password in two files of the volume, as a database keeps its roles. */
function writeData(name: string, value: string): DataCommand {
  return {
    command: ["sh", "-c", 'echo "$VALUE" > "/data/$NAME"'],
    environment: { NAME: name, VALUE: value },
  };
}

const SERVE =
  'mkdir -p /www; echo "$GREETING" > /www/index.html; echo "password is $PASSWORD"; trap "exit 0" TERM; httpd -f -p 8080 -h /www & wait';

/** Scripts by the setting's value; any other value is a script itself. */
const WEB: Readonly<Record<string, string>> = { serve: SERVE };
