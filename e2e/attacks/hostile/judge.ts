import assert from "node:assert/strict";
import { basename } from "node:path";
import { changesOf, type FileTree, strayFiles } from "@/e2e/attacks/hostile/file-tree";
import type { ComposeRun, SandboxedWorker, StartedProgram } from "@/e2e/attacks/hostile/sandboxed-worker";
import type { EngineCall } from "@/e2e/panel/stand-in-engine";
import { ROOT } from "@/e2e/panel/surroundings";

/** What the engine may be asked while nothing runs: nothing in these comes from a person. */
const ENGINE_CALLS =
  /^(?:GET|HEAD) \/(?:_ping|version|info|events|containers\/json|networks|volumes|system\/df|images\/(?:library\/)?(?:directus\/directus|postgis\/postgis|redis|slipway-test\/tiny)%3A[\w.-]+\/json)(?:\?.*)?$/;

/** The whole of a command line of Compose, written anew here: the name of a stack is all that a person has a say in. */
const NAME = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?";
const SERVICE = "[a-z][a-z-]{0,30}";
const COMPOSE = new RegExp(
  "^--ansi=never --progress=plain " +
    `--project-name=${NAME} --project-directory=\\S+ --env-file=/dev/fd/3 --file=- ` +
    "(?:config --quiet|config --hash=\\*|create --no-build --pull=never|stop" +
    `|up --detach --no-build --pull=never(?: --(?: ${SERVICE})+)?)$`,
);
const COMPOSE_ENVIRONMENT = ["DOCKER_CONFIG", "DOCKER_HOST", "HOME"];

export type Judged = { programs: number; composeRuns: ComposeRun[]; engineCalls: number };

/** Nothing ran, nothing was written or read elsewhere, nothing stands where an option is read. */
export function judge(worker: SandboxedWorker, before: FileTree): Judged {
  assert(worker.isAlive(), "the worker has ended");
  assert.deepEqual(worker.executed(), [], "programs on PATH that ran");
  // Backups are written where they were asked for; nothing else of that folder may change.
  const changes = changesOf(before, worker.tree()).filter((change) => !change.startsWith("added places/"));
  assert.deepEqual(changes, [], "files outside of the data folder");
  const started = worker.takeStarted();
  assert.deepEqual(
    started.filter((one) => !isKnown(one, worker)),
    [],
    "programs that the worker started",
  );
  const composeRuns = worker.takeComposeRuns();
  for (const { args, environment, cwd } of composeRuns) {
    assert.match(args.join(" "), COMPOSE);
    assert.deepEqual(
      environment.filter((name) => !COMPOSE_ENVIRONMENT.includes(name)),
      [],
      "environment of Compose",
    );
    assert(cwd.startsWith(`${worker.data}/`), `Compose ran in ${cwd}`);
  }
  const calls = worker.engine.calls.splice(0).map(inOneLine);
  assert.deepEqual(
    calls.filter((call) => !ENGINE_CALLS.test(call)),
    [],
    "what the engine was asked",
  );
  const stray = strayFiles(worker.canary, ["/", ROOT], 3).filter((path) => !path.startsWith(worker.folder));
  assert.deepEqual(stray, [], "files that carry the canary");
  return { programs: started.length, composeRuns, engineCalls: calls.length };
}

const inOneLine = ({ method, path, query }: EngineCall) => `${method} ${path}${query && `?${query}`}`;

function isKnown({ way, program, args, inShell }: StartedProgram, { composePath }: SandboxedWorker): boolean {
  if (way !== "spawn" || inShell !== false) return false;
  if (program === composePath) return args.join(" ") === "version --short" || COMPOSE.test(args.join(" "));
  return program === process.execPath && basename(args[0] ?? "") === "migrate.mjs" && args.length === 3;
}
