import type { Probe, ProbeContext } from "@/lib/stacks/kind";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";

/** Where Studio's log pages ask. */
const QUERY = `http://analytics:4000/api/endpoints/query/logs.all?project=default&sql=${encodeURIComponent(
  "select count(*) as count from edge_logs",
)}`;

/** Run in Studio's container: nothing outside of the stack reaches Analytics. The token comes by the environment. */
const ASK_ANALYTICS = `
const ask = async (token) => {
  const answer = await fetch(${JSON.stringify(QUERY)}, {
    headers: { "x-api-key": token },
    signal: AbortSignal.timeout(8000),
  });
  return answer.status;
};
Promise.all([ask(process.env.PROBE_TOKEN), ask("not-" + process.env.PROBE_TOKEN)]).then(
  (statuses) => console.log(statuses.join(" ")),
  (error) => {
    console.error(error.cause?.message ?? error.message);
    process.exit(1);
  },
);`;

const SOCKET = "/var/run/docker.sock";

export const analyticsProbe: Probe<SupabaseFields> = {
  id: "analytics",
  title: "Studio's log queries take the stack's token, and no other",
  service: "analytics",
  applies: (settings) => isOn(settings, "logs"),
  async run({ exec, secrets }) {
    const result = await exec({
      service: "studio",
      command: ["node", "-e", ASK_ANALYTICS],
      environment: { PROBE_TOKEN: secrets.logflarePrivateToken ?? "" },
    });
    const [right = 0, wrong = 0] = result.stdout.trim().split(" ").map(Number);
    if (result.exitCode !== 0 || right === 0) {
      return {
        ok: false,
        detail: `Studio does not reach it: ${said(result)}`,
        fix: "Read the log of analytics",
      };
    }
    if (right === 401 || right === 403 || right >= 500) {
      return {
        ok: false,
        detail: `The stack's token got status ${right}`,
        fix:
          right >= 500
            ? "Read the log of analytics: its tables are in the database _supabase"
            : "Analytics runs with another token: redeploy the stack",
      };
    }
    if (wrong === 401 || wrong === 403) {
      return { ok: true, detail: `The token is taken; another one gets status ${wrong}` };
    }
    return {
      ok: false,
      detail: `Another token got status ${wrong}, not 401`,
      fix: "Redeploy the stack: its log analytics does not ask for its token",
    };
  },
};

export const collectorProbe: Probe<SupabaseFields> = {
  id: "vector",
  title: "The log collector runs, and has Docker's socket",
  service: "vector",
  applies: (settings) => isOn(settings, "logs"),
  async run(context, { settings }) {
    const socket = await context.exec({ service: "vector", command: ["test", "-S", SOCKET] });
    if (socket.exitCode !== 0) {
      return {
        ok: false,
        detail: `${settings.dockerSocket} of this server is no socket`,
        fix: "Enter where Docker's socket is under Settings › Logs; a rootless engine has it elsewhere",
      };
    }
    return health(context, "vector", "http://127.0.0.1:9001/health", "Read the log of vector");
  },
};

export const imagesProbe: Probe<SupabaseFields> = {
  id: "imgproxy",
  title: "Storage reaches the image transformation",
  service: "imgproxy",
  applies: (settings) => isOn(settings, "imgproxy"),
  run: (context) => health(context, "storage", "http://imgproxy:5001/health", "Read the log of imgproxy"),
};

/** Asked from inside a container, by the program that the image's own health check has. */
async function health({ exec }: ProbeContext, service: string, url: string, fix: string) {
  const result = await exec({ service, command: ["wget", "-q", "-T", "8", "-O", "-", url] });
  if (result.exitCode === 0) return { ok: true as const, detail: "It answers that it is well" };
  return { ok: false as const, detail: `${new URL(url).host} does not answer: ${said(result)}`, fix };
}

function said({ exitCode, stdout, stderr }: { exitCode: number; stdout: string; stderr: string }): string {
  const text = `${stderr.trim()}\n${stdout.trim()}`.trim().split("\n")[0] ?? "";
  return text === "" ? `exit code ${exitCode}` : text.slice(0, 200);
}
