import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Null where this machine has no such program. */
export function opensslVersion(): string | null {
  const { status, stdout } = spawnSync("openssl", ["version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** An ES256 pair in the hands of the program that the products' guides make theirs with. */
export class OpensslProgram {
  readonly #folder: string;

  /** @param folder for its files; it is the caller's to remove */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** It reads both halves, finds them sound, and derives the public one from the private one. */
  assertReads(privatePem: string, publicPem: string): void {
    const privateFile = this.#file("id_ecdsa", privatePem);
    assert.match(this.#run("pkey", "-in", privateFile, "-check", "-noout").toString(), /Key is valid/);
    assert.equal(this.#run("pkey", "-in", privateFile, "-pubout").toString(), publicPem);
    this.#run("pkey", "-pubin", "-in", this.#file("id_ecdsa.pub", publicPem), "-noout");
  }

  /** @param signature DER */
  assertVerifies(publicPem: string, signed: string, signature: Buffer): void {
    const key = this.#file("id_ecdsa.pub", publicPem);
    const given = this.#file("signature", signature);
    const printed = this.#run(
      "dgst",
      "-sha256",
      "-verify",
      key,
      "-signature",
      given,
      this.#file("text", signed),
    );
    assert.match(printed.toString(), /Verified OK/);
  }

  /** @returns DER */
  sign(privatePem: string, text: string): Buffer {
    const key = this.#file("id_ecdsa", privatePem);
    return this.#run("dgst", "-sha256", "-sign", key, this.#file("text", text));
  }

  #file(name: string, content: string | Buffer): string {
    const path = join(this.#folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  #run(...args: string[]): Buffer {
    const { status, stdout, stderr } = spawnSync("openssl", args);
    assert.equal(status, 0, `openssl ${args[0]}: ${stderr}`);
    return stdout;
  }
}
