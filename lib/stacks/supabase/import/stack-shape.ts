import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";

export type StackShape = { settings: Partial<SupabaseSettings>; remarks: string[] };

/** Overlays of upstream whose work is done here by something else, and by what. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  s3: "The overlay “s3” runs MinIO beside Storage: here files are kept on the server, or in a bucket that you name under Files.",
  rustfs:
    "The overlay “rustfs” runs an S3 server beside Storage: here files are kept on the server, or in a bucket that you name under Files.",
  pgbouncer:
    "The overlay “pgbouncer” puts PgBouncer in the place of Supavisor: here Supavisor serves the same port.",
  caddy: "The overlay “caddy” serves a name over https: choose “Domain” for how the stack is reached.",
  nginx: "The overlay “nginx” serves a name over https: choose “Domain” for how the stack is reached.",
};

/** Overlays that are what a stack of ours has anyway. */
const INCLUDED: ReadonlySet<string> = new Set(["kong", "envoy", "logs", "pg15", "pg17"]);

/**
 * Which services the files ran, and on which PostgreSQL. Until release 0.5.0 there was no `COMPOSE_FILE`, and the logs
 * always ran.
 */
export function stackShape(values: Readonly<Record<string, string>>): StackShape {
  if (values.COMPOSE_FILE === undefined && values.API_GW_HTTP_PORT === undefined) {
    return {
      settings: { profile: "full" },
      remarks: [
        "The file is of a release before 0.5, which ran the logs always: so does this stack. The profile “Standard” leaves them out.",
        "Releases before 0.6 had PostgreSQL 15. A copied data folder needs the same: choose it under Database before the first deploy.",
      ],
    };
  }
  const overlays = [...(values.COMPOSE_FILE ?? "").matchAll(/docker-compose\.([\w-]+)\.ya?ml/g)].map(
    ([, name = ""]) => name,
  );
  return {
    settings: {
      profile: overlays.includes("logs") ? "full" : "standard",
      ...(overlays.includes("pg15") && { postgresVersion: "15" }),
    },
    remarks: overlays.flatMap((name) => {
      if (INCLUDED.has(name)) return [];
      return (
        ELSEWHERE[name] ?? `The overlay “${name}” is none that Slipway knows: what it adds is not taken over.`
      );
    }),
  };
}
