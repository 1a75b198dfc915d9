import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatewayDeclaration } from "@/lib/stacks/supabase/files/gateway-declaration";
import type { GatewayUpstream } from "@/lib/stacks/supabase/files/gateway-routes";
import { gatewayStart } from "@/lib/stacks/supabase/files/gateway-start";

export const ALL_UPSTREAMS: ReadonlySet<GatewayUpstream> = new Set([
  "auth",
  "rest",
  "realtime",
  "storage",
  "functions",
  "meta",
  "studio",
]);

export const gatewayEnvironment = {
  SUPABASE_ANON_KEY: "legacy.anon.key",
  SUPABASE_SERVICE_KEY: "legacy.service.key",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_aaaaaaaaaaaaaaaaaaaaaa_bbbbbbbb",
  SUPABASE_SECRET_KEY: `sb_secret_${"c".repeat(22)}_${"d".repeat(8)}`,
  ANON_KEY_ASYMMETRIC: "es256.anon.key",
  SERVICE_ROLE_KEY_ASYMMETRIC: "es256.service.key",
  DASHBOARD_USERNAME: "supabase",
  DASHBOARD_PASSWORD: "a-password",
  DASHBOARD_USERS: "",
  JWT_ISSUER: "http://localhost:8000/auth/v1",
};

export type StartedGateway = { status: number | null; errors: string; file: string; arguments: string };

/** Runs the gateway's entry script as its container does, but for the paths: what it wrote, and what it started then. */
export function startedGateway(
  environment: Readonly<Record<string, string>> = gatewayEnvironment,
  upstreams = ALL_UPSTREAMS,
  template = gatewayDeclaration(upstreams),
): StartedGateway {
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  const path = (name: string) => join(folder, name);
  try {
    writeFileSync(path("temp.yml"), template);
    writeFileSync(path("start.sh"), gatewayStart(path("temp.yml"), path("entrypoint")));
    writeFileSync(path("entrypoint"), '#!/bin/sh\nprintf "%s " "$@"\n');
    chmodSync(path("entrypoint"), 0o755);
    const { status, stdout, stderr } = spawnSync("/bin/sh", [path("start.sh")], {
      env: {
        NODE_ENV: "test",
        PATH: process.env.PATH,
        KONG_DECLARATIVE_CONFIG: path("kong.yml"),
        ...environment,
      },
      encoding: "utf8",
    });
    return { status, errors: stderr, file: readFileSync(path("kong.yml"), "utf8"), arguments: stdout.trim() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
