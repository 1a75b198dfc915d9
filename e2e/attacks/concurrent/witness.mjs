import { spawn } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";

/** Reads the project and touches nothing: it may run beside anything. */
const READS = "config";

/**
 * Stands in front of Compose: writes down each run on a project, with the runs on it that are still alive.
 * @param {{ real: string, log: string }} how
 */
export function witness({ real, log }) {
  const args = process.argv.slice(2);
  const project = args.find((arg) => arg.startsWith("--project-name="));
  const folder = args.find((arg) => arg.startsWith("--project-directory="));
  if (project !== undefined && folder !== undefined) {
    const verb = verbOf(args);
    const others = verb === READS ? [] : runsOn(project, folder);
    const run = { at: Date.now(), pid: process.pid, project, verb, others };
    appendFileSync(log, `${JSON.stringify(run)}\n`);
  }
  // Its own environment and descriptors, the file of secrets among them.
  const child = spawn(real, args, { stdio: ["inherit", "inherit", "inherit", "inherit"] });
  // The real one decides how to end: both are of one group, and get the same signals.
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => undefined);
  child.once("error", () => process.exit(127));
  child.once("exit", (code) => process.exit(code ?? 1));
}

/**
 * Processes at work on the project that belong to another run: each run has a process group of its own.
 * @param {string} project
 * @param {string} folder
 */
function runsOn(project, folder) {
  const own = groupOf(process.pid);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = read(pid, "cmdline").split("\0");
      if (!command.includes(project) || !command.includes(folder)) return false;
      if (verbOf(command.slice(1)) === READS) return false;
      const group = groupOf(pid);
      return group !== own && group > 0;
    });
}

/**
 * The first word that is no option; a program's own path is none either.
 * @param {readonly string[]} args
 */
function verbOf(args) {
  return args.find((arg) => arg !== "" && !arg.startsWith("-") && !arg.startsWith("/"));
}

/**
 * 0 for one that has ended.
 * @param {number} pid
 */
function groupOf(pid) {
  const text = read(pid, "stat");
  const [state, , group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return state === undefined || state === "Z" || state === "X" ? 0 : Number(group);
}

/**
 * @param {number} pid
 * @param {string} file
 */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
