import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

const SHELL = 'import { spawn } from "node:child_process";\n';
const ACTION = '"use server";\n';

/** Text that the rules have to find, each offence on its second line; none of it is ever run. */
const OFFENCES: Readonly<Record<string, { path: string; text: string; says: RegExp }>> = {
  "exec is imported": {
    path: "lib/a.ts",
    text: '\nimport { exec } from "node:child_process";',
    says: /No shell/,
  },
  "execSync is imported under another name": {
    path: "lib/b.mjs",
    text: '\nimport { spawn, execSync as run } from "child_process";',
    says: /No shell/,
  },
  "all of node:child_process is imported": {
    path: "e2e/c.ts",
    text: '\nimport * as processes from "node:child_process";',
    says: /Name what is imported/,
  },
  "node:child_process is imported later": {
    path: "lib/d.ts",
    text: '\nconst { exec } = await import("node:child_process");',
    says: /Import node:child_process by name/,
  },
  "node:child_process is required": {
    path: "lib/e.mjs",
    text: '\nconst { exec } = require("node:child_process");',
    says: /Import node:child_process by name/,
  },
  "a shell is asked for": {
    path: "lib/f.ts",
    text: `${SHELL}spawn("ls", { shell: true });`,
    says: /No shell/,
  },
  "a shell is asked for by its path": {
    path: "lib/g.ts",
    text: `${SHELL}spawn("ls", { "shell": "/bin/sh" });`,
    says: /No shell/,
  },
  "a shell may be asked for": { path: "lib/h.ts", text: `${SHELL}spawn("ls", { shell });`, says: /No shell/ },
  "a server action has no wrapper": {
    path: "app/(panel)/i.ts",
    text: `${ACTION}export async function remove(name: string) { await drop(name); }`,
    says: /panelAction or formAction/,
  },
  "a server action is a function of its own": {
    path: "app/(panel)/j.ts",
    text: `${ACTION}export const remove = async (name: string) => drop(name);`,
    says: /panelAction or formAction/,
  },
  "a server action is exported later": {
    path: "app/(panel)/k.ts",
    text: `${ACTION}export { remove };`,
    says: /panelAction or formAction/,
  },
  "a server action stands in a page": {
    path: "app/(panel)/l.tsx",
    text: 'export function Page() { async function go() {\n"use server";\n await drop(); } return <form action={go} />; }',
    says: /file of its own/,
  },
  "a page asks the worker without the caller's session": {
    path: "app/(panel)/m.tsx",
    text: '\nimport { WorkerClient } from "@/lib/client/worker-client";',
    says: /requireOperator/,
  },
  "a page takes the session by itself": {
    path: "app/(entry)/n.tsx",
    text: '\nimport { workerForRequest } from "@/lib/web/worker-access";',
    says: /requireOperator/,
  },
  "a page reads files": {
    path: "app/(panel)/stacks/[stack]/o.tsx",
    text: '\nimport { readFile } from "node:fs/promises";',
    says: /requireOperator/,
  },
  "HTML is made of text": {
    path: "components/p.tsx",
    text: "\nelement.innerHTML = name;",
    says: /No HTML/,
  },
  "HTML is added": {
    path: "components/q.tsx",
    text: '\nelement.insertAdjacentHTML("beforeend", name);',
    says: /No HTML/,
  },
  "React is told to take HTML": {
    path: "components/r.tsx",
    text: "const name =\n<div dangerouslySetInnerHTML={{ __html: text }} />;",
    says: /No HTML/,
  },
  "code is made of text": { path: "lib/s.ts", text: '\nnew Function("a", text);', says: /No code/ },
};

const ALLOWED: Readonly<Record<string, string>> = {
  "lib/ok.ts": `import { type ChildProcess, execFile, spawn } from "node:child_process";
export const child: ChildProcess = spawn("ls", ["-l"], { shell: false });
export const name = /a/.exec("b");
execFile("ls", ["-l"]);`,
  "app/(panel)/ok.ts": `"use server";
import type { WorkerClient } from "@/lib/client/worker-client";
export const save = panelAction({ run: (worker: WorkerClient) => worker });
/** The same for a form. */
export const send = formAction({ run: (worker: WorkerClient) => worker });`,
};

type Finding = { path: string; line: number; message: string };

describe("the rules of the linter", () => {
  let folder: string;
  let findings: Finding[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-lint-"));
    const files = Object.values(OFFENCES).map(({ path, text }) => [path, text] as const);
    for (const [path, text] of [...files, ...Object.entries(ALLOWED)]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    findings = lint(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(OFFENCES))("find out that %s", (_, { path, says }) => {
    expect(findings).toContainEqual({ path, line: 2, message: expect.stringMatching(says) });
  });

  it("leave alone what is right", () => {
    expect(findings.filter(({ path }) => path in ALLOWED)).toEqual([]);
  });
});

/** What our own rules say of a folder. */
function lint(folder: string): Finding[] {
  const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const args = [
    ...["lint", "--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false"],
    `--config-path=${join(ROOT, "biome.json")}`,
    folder,
  ];
  const report = JSON.parse(reportOf(biome, args)) as {
    diagnostics: { category: string; message: string; location: { path: string; start: { line: number } } }[];
  };
  return report.diagnostics
    .filter(({ category }) => category === "plugin")
    .map(({ message, location }) => ({
      path: location.path.slice(location.path.lastIndexOf(folder) < 0 ? 0 : folder.length + 1),
      line: location.start.line,
      message,
    }));
}

/** It ends with 1 when it has found something. */
function reportOf(biome: string, args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [biome, ...args], { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}
