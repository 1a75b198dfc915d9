import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { encode } from "next-auth/jwt";
import { type EngineCall, type StandInEngine, startStandInEngine } from "@/e2e/panel/stand-in-engine";
import { OWNER, TestPanel } from "@/e2e/panel/test-panel";
import { type Answer, Sender } from "@/e2e/sweeps/send";
import { routes } from "@/lib/api/contract/routes";
import { sessionCookieName } from "@/lib/web/session-cookie";

/** Stands in what only a signed-in caller may read, and nowhere else. */
export const CANARY = "canary-7f3a9c";

/** A panel with an owner and a stack on an engine that counts, for calls that must come to nothing. */
export class SweptPanel {
  readonly panel: TestPanel;
  readonly engine: StandInEngine;
  readonly web: Sender;
  readonly worker: Sender;
  readonly stack = "swept";
  readonly #folder: string;

  private constructor(made: { panel: TestPanel; engine: StandInEngine; folder: string }) {
    this.panel = made.panel;
    this.engine = made.engine;
    this.#folder = made.folder;
    this.web = new Sender(made.panel.url);
    this.worker = new Sender(join(made.panel.data, "run", "worker.sock"));
  }

  /** @param programs folder of the programs, when they are not those of the build */
  static async open(programs?: string): Promise<SweptPanel> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-sweep-"));
    const engine = await startStandInEngine(folder);
    const panel = await TestPanel.start({
      name: "sweep",
      engine: { socket: engine.socket },
      ...(programs !== undefined && { programs }),
    });
    await panel.ensureOwner();
    const swept = new SweptPanel({ panel, engine, folder });
    await panel.control.call(routes["stacks.create"], {
      body: {
        kind: "directus",
        name: swept.stack,
        settings: { projectName: CANARY },
        access: { mode: "private" },
        secrets: {},
      },
    });
    return swept;
  }

  /** A session as the sign-in makes one: its token, and the cookie that holds it. */
  async signIn(): Promise<{ token: string; cookie: string }> {
    const answer = await this.worker.send({
      method: "POST",
      path: "/v1/sessions",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(OWNER),
    });
    const { token } = JSON.parse(answer.text) as { token: string };
    return { token, cookie: await this.cookieOf(token) };
  }

  async endSession(token: string): Promise<Answer> {
    return this.worker.send({
      method: "DELETE",
      path: "/v1/sessions/current",
      headers: { authorization: `Bearer ${token}` },
    });
  }

  /** The cookie that web would give for a session's token. @param key of the cookie, web's own unless it is forged */
  async cookieOf(token: string, key?: string): Promise<string> {
    const { readFile } = await import("node:fs/promises");
    const secret = key ?? (await readFile(join(this.panel.data, "web", "cookie-key"), "utf8")).trim();
    const value = await encode({ token: { sessionToken: token }, secret, maxAge: 3600 });
    return `${sessionCookieName(false)}=${value}`;
  }

  /** Calls of the engine so far that the worker does not make of its own accord. */
  engineCalls(): EngineCall[] {
    return this.engine.calls.filter(({ method, answered }) => !answered || !/^(GET|HEAD)$/.test(method));
  }

  /** Every row of every table, as text: what calls must not have changed. */
  rows(): string {
    const database = new Database(join(this.panel.data, "slipway.db"), { readonly: true });
    try {
      const tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .pluck()
        .all() as string[];
      return tables
        .map((name) => JSON.stringify([name, database.prepare(`SELECT * FROM "${name}"`).all()]))
        .join("\n");
    } finally {
      database.close();
    }
  }

  async close(): Promise<void> {
    this.web.close();
    this.worker.close();
    await this.panel.stop();
    await this.engine.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
