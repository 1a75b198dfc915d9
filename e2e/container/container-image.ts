import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { imageReference } from "@/e2e/images/catalogue.mjs";
import { imageNamed } from "@/e2e/images/input-hash.mjs";
import { ROOT, type Surroundings } from "@/e2e/panel/surroundings";
import { runCommand } from "@/e2e/registry/run-command.mjs";

/** The builder that Engine 20.10 has by itself. It leaves its steps as images, so a test can take away what it made. */
export const OLD_BUILDER = { ...process.env, DOCKER_BUILDKIT: "0", COMPOSE_BAKE: "0" };

/** Images of one run of tests, all to be removed again. */
export class ContainerImages {
  readonly panel: string;
  readonly #run: string;
  readonly #folder: string;
  readonly #around: Surroundings;
  readonly #made: string[] = [];
  #before: ReadonlySet<string> = new Set();

  /** @param folder for what the stand-ins are made from */
  constructor(run: string, folder: string, around: Surroundings) {
    this.#run = run;
    this.#folder = folder;
    this.#around = around;
    this.panel = this.#named("panel");
  }

  /**
   * Makes what stands in for the images that docker/Dockerfile begins with.
   * @returns its build arguments
   */
  async bases(): Promise<Record<string, string>> {
    this.#before = new Set(await imageIds());
    const node = `${this.#around.registry}/${imageReference(imageNamed("panel-node"))}`;
    const compiler = `${this.#around.registry}/${imageReference(imageNamed("panel-build"))}`;
    for (const image of [node, compiler]) {
      await runCommand("docker", ["image", "pull", "--quiet", image]);
      this.#made.push(image);
    }
    return {
      NODE_IMAGE: node,
      BUILD_IMAGE: await this.#buildBase(compiler),
      COMPOSE_IMAGE: await this.#composeBase(),
    };
  }

  /** Builds name their steps in lines of their own; none of these images has a tag. */
  noteStep(line: string): void {
    const id = / ---> ([0-9a-f]{12})$/.exec(line)?.[1];
    if (id !== undefined) this.#made.push(id);
  }

  /** Bytes of all layers of the panel's image. */
  async sizeBytes(): Promise<number> {
    return Number(await runCommand("docker", ["image", "inspect", "--format", "{{.Size}}", this.panel]));
  }

  /** Takes them off the engine again; to be called when no container is left. */
  async remove(): Promise<void> {
    const known = [this.panel, ...this.#made.toReversed()];
    for (const image of new Set(known)) {
      const id = await imageId(image);
      // What was there before this run, such as the stand-ins of another one, is not ours to remove.
      if (id !== null && !this.#before.has(id))
        await runCommand("docker", ["image", "rm", image]).catch(isInUse);
    }
  }

  /** npm's registry and, where it needs one, its authority are this machine's; they end with the build's first stage. */
  async #buildBase(compiler: string): Promise<string> {
    const registry = (await runCommand("npm", ["config", "get", "registry"], { cwd: ROOT })).trim();
    const authority = process.env.NODE_EXTRA_CA_CERTS;
    const lines = [`FROM ${compiler}`, `ENV npm_config_registry=${registry}`];
    if (authority) lines.push("COPY ca.crt /etc/npm-ca.crt", "ENV NODE_EXTRA_CA_CERTS=/etc/npm-ca.crt");
    return this.#build("build-base", lines, authority ? { "ca.crt": authority } : {});
  }

  /** As Docker's image of Compose: the program alone. */
  #composeBase(): Promise<string> {
    const lines = ["FROM scratch", "COPY docker-compose /docker-compose"];
    return this.#build("compose", lines, { "docker-compose": this.#around.composePath });
  }

  async #build(
    name: string,
    lines: readonly string[],
    files: Readonly<Record<string, string>>,
  ): Promise<string> {
    const context = join(this.#folder, name);
    await mkdir(context);
    await writeFile(join(context, "Dockerfile"), [...lines, "LABEL slipway.stand-in=true", ""].join("\n"));
    for (const [file, from] of Object.entries(files)) await copyFile(from, join(context, file));
    const tag = this.#named(name);
    await runCommand("docker", ["build", "--tag", tag, context], {
      env: OLD_BUILDER,
      onLine: (line) => this.noteStep(line),
    });
    this.#made.push(tag);
    return tag;
  }

  #named(name: string): string {
    return `slipway-test/container-${name}:${this.#run}`;
  }
}

async function imageIds(): Promise<string[]> {
  return (await runCommand("docker", ["image", "ls", "--all", "--quiet", "--no-trunc"])).split("\n");
}

async function imageId(reference: string): Promise<string | null> {
  return runCommand("docker", ["image", "inspect", "--format", "{{.Id}}", reference]).catch(() => null);
}

/** A step below one that is still there: it goes with that one. */
function isInUse(error: unknown): void {
  if (
    !(error instanceof Error) ||
    !/has dependent child images|No such image|is using its referenced image/.test(error.message)
  ) {
    throw error;
  }
}
