import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

/** A stand-in for the Docker Engine on which others have put containers with names, labels and logs of their choice. */
export class TalkingEngine {
  readonly socket: string;
  /** What everything that others may write says. */
  texts: readonly string[] = [];
  /** The stack whose container this engine has. */
  stack: { id: string; name: string } | null = null;
  readonly #streams = new Set<ServerResponse>();
  readonly #server = createServer((request, response) => this.#answer(request.url ?? "/", response));

  private constructor(folder: string) {
    this.socket = join(folder, "engine.sock");
  }

  /** @param folder where the socket is made */
  static async open(folder: string): Promise<TalkingEngine> {
    const engine = new TalkingEngine(folder);
    await new Promise<void>((resolve) => engine.#server.listen(engine.socket, resolve));
    return engine;
  }

  /** Something has changed with the stack's container: whoever listens looks again. */
  tell(): void {
    const labels = { "slipway.stack": this.stack?.id ?? "" };
    const event = { Type: "container", Action: "start", time: 1, Actor: { ID: "own", Attributes: labels } };
    for (const stream of this.#streams) stream.write(`${JSON.stringify(event)}\n`);
  }

  close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(url: string, response: ServerResponse): void {
    const path = url.replace(/^\/v[\d.]+(?=\/)/, "").replace(/\?.*$/, "");
    response.setHeader("api-version", "1.41");
    response.setHeader("ostype", "linux");
    if (path === "/events") {
      this.#streams.add(response);
      response.on("close", () => this.#streams.delete(response));
      response.flushHeaders();
    } else if (/^\/containers\/[^/]+\/logs$/.test(path)) response.end(this.#log());
    else {
      const answer = this.#json(path);
      if (answer === undefined) response.writeHead(404).end(JSON.stringify({ message: this.#text(0) }));
      else response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    }
  }

  #json(path: string): unknown {
    if (path === "/_ping") return "OK";
    if (path === "/version") return { Version: this.#text(1), ApiVersion: "1.41", MinAPIVersion: "1.12" };
    if (path === "/info") return this.#info();
    if (path === "/networks") return [];
    if (path === "/volumes") return { Volumes: [], Warnings: null };
    if (path === "/containers/json")
      return [...this.#own(), ...this.texts.map((_, index) => this.#foreign(index))];
    if (/^\/images\/.+\/json$/.test(path))
      return { Id: "sha256:0", Os: "linux", Architecture: "amd64", Size: 1 };
    return /^\/containers\/[^/]+\/json$/.test(path) ? this.#detail() : undefined;
  }

  #info(): unknown {
    return {
      ID: "talking",
      Name: this.#text(2),
      OSType: "linux",
      Architecture: "x86_64",
      NCPU: 2,
      MemTotal: 16_000_000_000,
      DockerRootDir: this.#text(3),
      ServerVersion: "20.10.24",
      OperatingSystem: this.#text(4),
      KernelVersion: this.#text(5),
      Driver: this.#text(6),
      CgroupDriver: this.#text(7),
      SecurityOptions: [this.#text(8)],
    };
  }

  #foreign(index: number) {
    const text = this.#text(index);
    return {
      Id: `other${index}`,
      Names: [`/${text.replaceAll("/", "_")}`],
      Image: text,
      ImageID: "sha256:0",
      State: "running",
      Status: text,
      Created: 1_700_000_000,
      Ports: [],
      Labels: { "com.docker.compose.project": text, "slipway.stack": text, [text]: text },
    };
  }

  #own() {
    if (this.stack === null) return [];
    const { id, name } = this.stack;
    return [
      {
        ...this.#foreign(0),
        Id: "own",
        Names: [`/${name}-directus-1`],
        Status: "Up 5 minutes (unhealthy)",
        Labels: this.#labels(id, name),
      },
    ];
  }

  #labels(id: string, name: string) {
    const [text] = this.texts;
    return {
      "slipway.stack": id,
      "com.docker.compose.project": name,
      "com.docker.compose.service": "directus",
      "org.opencontainers.image.title": text,
    };
  }

  #detail() {
    const { id, name } = this.stack ?? { id: "", name: "" };
    const third = Math.ceil(this.texts.length / 3);
    return {
      Id: "own",
      Name: `/${name}-directus-1`,
      Image: "sha256:0",
      Created: "2026-01-01T00:00:00Z",
      Path: this.#text(9),
      Args: this.texts.slice(10, 14),
      RestartCount: 3,
      State: {
        Status: "running",
        Running: true,
        ExitCode: 0,
        OOMKilled: false,
        Error: this.#text(15),
        StartedAt: "2026-01-01T00:00:00Z",
        FinishedAt: "0001-01-01T00:00:00Z",
        Health: {
          Status: "unhealthy",
          FailingStreak: 3,
          Log: [0, 1, 2].map((part) => ({
            Start: "2026-01-01T00:00:00Z",
            End: "2026-01-01T00:00:01Z",
            ExitCode: 1,
            Output: this.texts.slice(part * third, (part + 1) * third).join("\n"),
          })),
        },
      },
      Config: {
        Image: this.#text(16),
        Tty: false,
        Labels: this.#labels(id, name),
        Env: this.texts.map((text, index) => `TEXT_${index}=${text}`),
      },
      HostConfig: { RestartPolicy: { Name: "no" }, Memory: 0 },
      Mounts: [{ Type: "bind", Source: this.#text(17), Destination: this.#text(18) }],
      NetworkSettings: { Networks: {}, Ports: {} },
    };
  }

  /** Frames as the engine sends them: stream, length, then a line with its time. */
  #log(): Buffer {
    const lines = this.texts.flatMap((text) => text.split("\n"));
    return Buffer.concat(
      lines.map((line, index) => {
        const body = Buffer.from(`2026-01-01T00:00:00.${String(index).padStart(9, "0")}Z ${line}\n`);
        const head = Buffer.alloc(8);
        head.writeUInt8(1 + (index % 2), 0);
        head.writeUInt32BE(body.length, 4);
        return Buffer.concat([head, body]);
      }),
    );
  }

  #text(index: number): string {
    return this.texts[index % Math.max(1, this.texts.length)] ?? "";
  }
}
