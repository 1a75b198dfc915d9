import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import {
  create,
  deploy,
  deployWell,
  endsWith,
  type Place,
  type RealPanel,
  remove,
  withStack,
} from "@/e2e/soak/supabase/negative-place";
import { PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

export async function portOfProcess({ at }: Place): Promise<string> {
  const port = await freeLoopbackPort();
  return withStack(at, create(at, { port }), async ({ name }) => {
    const server = await listening(port);
    try {
      return await endsWith(() => deploy(at, name), {
        code: "port-in-use",
        message: new RegExp(`^Port ${port} is in use by a process on this host$`),
        fix: /^Choose another port as “Port”, for example \d+, or stop what holds it$/,
      });
    } finally {
      server.close();
    }
  });
}

export async function portOfStack({ at }: Place): Promise<string> {
  return withStack(at, create(at), async (first) => {
    await deployWell(at, first.name);
    return withStack(at, create(at, { port: first.settings.port ?? 0 }), ({ name }) =>
      endsWith(() => deploy(at, name), {
        code: "port-in-use",
        message: new RegExp(`^Port ${first.settings.port} is in use by the stack ${first.name}$`),
        fix: /^Choose another port as “Port”, for example \d+, or stop what holds it$/,
      }),
    );
  });
}

/** Between the pre-flight and the start, when Compose alone can see it. */
export async function portInBetween(place: Place): Promise<string> {
  const { at } = place;
  const port = await freeLoopbackPort();
  let server: Server | undefined;
  place.onPoint = async (name) => {
    if (name === "deploy/create/begin") server ??= await listening(port);
  };
  try {
    return await withStack(at, create(at, { port }), ({ name }) =>
      endsWith(() => deploy(at, name), {
        code: "port-in-use",
        message: new RegExp(`^Port ${port} is already in use on this host$`),
        fix: /^Choose another port as “Port”, or stop what holds it$/,
      }),
    );
  } finally {
    place.onPoint = async () => {};
    server?.close();
  }
}

export async function missingTag({ at }: Place): Promise<string> {
  return withStack(at, create(at, { authTag: "v0.0.0-nobody-made" }), ({ name }) =>
    endsWith(() => deploy(at, name), {
      code: "image-missing",
      message: /supabase\/gotrue:v0\.0\.0-nobody-made does not exist in its registry$/,
      fix: /^Choose another one as “Image tag of Auth”, for auth$/,
    }),
  );
}

export async function noLogin({ withoutLogin }: Place): Promise<string> {
  return withStack(withoutLogin, create(withoutLogin), ({ name }) =>
    endsWith(() => deploy(withoutLogin, name), {
      code: "image-login-refused",
      message: /^The registry refuses to hand out \S+: the login is missing or wrong$/,
      fix: /registry's credentials/,
    }),
  );
}

export async function badVariable({ at }: Place): Promise<string> {
  const authVariables = [{ name: "GOTRUE_EXTERNAL_WORKOS_ENABLED", value: "perhaps" }];
  return withStack(at, create(at, { authVariables }), ({ name }) =>
    endsWith(() => deploy(at, name), {
      code: "service-exited",
      message:
        /^auth does not take its variable GOTRUE_EXTERNAL_WORKOS_ENABLED \(restarts in a loop: 3 times/,
      fix: /^Change “Other variables of Auth” under Settings/,
    }),
  );
}

export async function brokenSql({ at }: Place): Promise<string> {
  return withStack(at, create(at, {}, {}, "broken-first-boot"), ({ name }) =>
    endsWith(() => deploy(at, name), {
      code: "service-exited",
      message:
        /^db did not get through its first start: init-scripts\/99-jwt\.sql ended with “role "nobody_has_made" does not exist”/,
      fix: /^The volume is half made.*Remove the stack together with its volume “database”/,
    }),
  );
}

/** The volume is there already, and smaller than an empty database. */
export async function noRoom({ at }: Place): Promise<string> {
  return withStack(at, create(at), async ({ id, name }) => {
    await at.docker.createVolume({
      Name: `${name}_database`,
      Driver: "local",
      DriverOpts: { type: "tmpfs", device: "tmpfs", o: "size=24m" },
      Labels: {
        ...at.dependencies.labels,
        [STACK_LABEL]: id,
        [PROJECT_LABEL]: name,
        "com.docker.compose.volume": "database",
      },
    });
    return endsWith(() => deploy(at, name), {
      code: "disk-full",
      message: /^db .*, and the disk is full$/,
      fix: /^Free space on the disk/,
    });
  });
}

/** A stack is removed and its volumes are kept; another one of the same name has another password. */
export async function oldVolumes({ at }: Place): Promise<string> {
  const first = await create(at);
  await deployWell(at, first.name);
  await remove(at, first.name, false);
  try {
    return await withStack(at, create(at, {}, {}, "supabase", first.name), ({ name }) =>
      endsWith(() => deploy(at, name), {
        code: "name-taken",
        message: new RegExp(
          `^Volumes of an earlier project named ${name} are still there: .*${name}_database.*Their data has other passwords$`,
        ),
        fix: /^Give the stack another name, or delete that data for ever with: docker volume rm /,
      }),
    );
  } finally {
    await removeVolumesOf(at, first.name);
  }
}

async function removeVolumesOf(at: RealPanel, project: string): Promise<void> {
  const volumes = await at.engine.listVolumes({ labels: [at.label, `${PROJECT_LABEL}=${project}`] });
  assert(volumes.length > 0, "the volumes were not kept");
  for (const { name } of volumes) await at.engine.removeVolume(name);
}
