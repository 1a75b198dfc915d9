import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onFile, refuse } from "./refuse.mjs";

/** @typedef {import("./tokens.mjs").KeyPair} KeyPair */

/**
 * The pair of the files; made where neither can be read, as the server does.
 * @param {{ keyDir: string, privateKeyPath: string | undefined, publicKeyPath: string | undefined }} where
 * @param {{ private: string, public: string } | undefined} configured paths of config.toml
 * @returns {KeyPair & { publicPem: string }}
 */
export function loadKeys({ keyDir, privateKeyPath, publicKeyPath }, configured) {
  const privatePath = privateKeyPath ?? configured?.private ?? join(keyDir, "id_ecdsa");
  const publicPath = publicKeyPath ?? configured?.public ?? join(keyDir, "id_ecdsa.pub");
  const [privatePem, publicPem] = [readable(privatePath), readable(publicPath)];
  if (privatePem === undefined && publicPem === undefined) return made(privatePath, publicPath);
  if (publicPem === undefined) refuse(`Unable to read public key from ${publicPath}`);
  if (privatePem === undefined) refuse(`Unable to read private key from ${privatePath}`);
  if (!privatePem.startsWith("-----BEGIN PRIVATE KEY-----")) {
    refuse(`${privatePath} is not a private key in PKCS#8 (stand-in: the server says so at the first token)`);
  }
  const keys = { privateKey: createPrivateKey(privatePem), publicKey: createPublicKey(publicPem), publicPem };
  if (!createPublicKey(privatePem).equals(keys.publicKey)) {
    refuse("key pair does not match (stand-in: the real server starts, and refuses every token)");
  }
  return keys;
}

/** @param {string} path */
function readable(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} privatePath
 * @param {string} publicPath
 */
function made(privatePath, publicPath) {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  place(privatePath, pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  place(publicPath, publicPem);
  process.stdout.write(`generated a new key pair in ${dirname(privatePath)}\n`);
  return { ...pair, publicPem };
}

/**
 * @param {string} path
 * @param {string} content
 */
function place(path, content) {
  onFile(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, content, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  });
}
