import { createHash, X509Certificate } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findSurroundings } from "@/e2e/panel/surroundings";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { CADDY_IMAGE } from "@/lib/routing/caddy-project";
import { imageInRegistry } from "@/lib/stacks/image-reference";

const PORT = 14_000;
const FOLDER = "/data/caddy/pki/authorities/local";
const START_MS = 30_000;

/** An authority that gives certificates by ACME, as Let's Encrypt does, on this machine: Caddy's own, in a container. */
export type TestAuthority = {
  directory: string;
  /** PEM of what a client must trust. */
  root: string;
  /** Pin of the key that signs, for a browser which has no way to be given an authority. */
  pin: string;
};

/**
 * @param panel whose traces it belongs to: it goes with them
 * @param hosts how the names that it is asked for are to be found
 */
export async function startTestAuthority(
  panel: TestPanel,
  hosts: readonly { name: string; address: string }[],
): Promise<TestAuthority> {
  const { socket, registry } = await findSurroundings();
  const { docker } = panel;
  if (docker === null) throw new Error("A test authority needs an engine");
  const engine = createDockerEngine({ socketPath: socket });
  const image = imageInRegistry(CADDY_IMAGE, registry);
  await engine.pullImage(image, {
    login: null,
    signal: AbortSignal.timeout(120_000),
    onProgress: () => {},
    onOutput: () => {},
  });
  const container = await docker.createContainer({
    Image: image,
    name: `authority-${panel.run}`,
    Cmd: ["caddy", "run", "--config", "/config/authority.json"],
    Labels: { "slipway.test": panel.run },
    HostConfig: { NetworkMode: "host", ExtraHosts: hosts.map(({ name, address }) => `${name}:${address}`) },
  });
  await engine.putFiles(container.id, { "/config/authority.json": JSON.stringify(CONFIG) });
  await container.start();
  const read = async (file: string) => {
    const untilMs = Date.now() + START_MS;
    for (;;) {
      const { exitCode, stdout } = await engine.exec(container.id, ["cat", `${FOLDER}/${file}`], {}, 10_000);
      if (exitCode === 0 && stdout.includes("END CERTIFICATE")) return stdout;
      if (Date.now() > untilMs) throw new Error(`the authority made no ${file}`);
      await sleep(200);
    }
  };
  const root = await read("root.crt");
  const { publicKey } = new X509Certificate(await read("intermediate.crt"));
  return {
    directory: `https://localhost:${PORT}/acme/local/directory`,
    root,
    pin: createHash("sha256")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .digest("base64"),
  };
}

const CONFIG = {
  admin: { disabled: true },
  apps: {
    pki: { certificate_authorities: { local: { install_trust: false } } },
    http: {
      http_port: PORT + 1,
      https_port: PORT,
      servers: {
        authority: {
          listen: [`127.0.0.1:${PORT}`],
          routes: [{ match: [{ host: ["localhost"] }], handle: [{ handler: "acme_server", ca: "local" }] }],
          automatic_https: { disable_redirects: true },
        },
      },
    },
    tls: { automation: { policies: [{ subjects: ["localhost"], issuers: [{ module: "internal" }] }] } },
  },
};
