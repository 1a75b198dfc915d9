import type { KnownFailure } from "@/lib/stacks/known-failure";

const MADE_ANEW =
  "Remove the stack together with its volume “database” if nobody needs its data, or restore that volume; then deploy again";

/**
 * What the services say when they cannot run, and what it means here. Upstream's words are those of its own reports:
 * supabase/supabase#30210 (pooler), #11957 and #22605 (passwords, first start), #30834 (root key of Vault).
 */
export const supabaseFailures: readonly KnownFailure[] = [
  {
    services: ["db"],
    says: /(?:psql:)?\/docker-entrypoint-initdb\.d\/(\S+?\.sql):\d+: (?:ERROR|FATAL): +(.+)$/,
    reason: ([, file, error]) => `did not get through its first start: ${file} ended with “${error}”`,
    fix: `The volume is half made, and another start would leave it so. ${MADE_ANEW}`,
    final: true,
  },
  {
    services: ["db"],
    says: /No space left on device|Disk quota exceeded/i,
    reason: () => "has no room left for its data",
    fix: "Free space on the disk that holds the engine's data, then deploy again",
    final: true,
  },
  {
    services: ["db"],
    says: /initialized by PostgreSQL version (\d+), which is not compatible with this version (\d+)/,
    reason: ([, old, now]) => `finds data of PostgreSQL ${old} and is version ${now}`,
    fix: "Choose the version of the stack that has the PostgreSQL of that data: PostgreSQL reads no other one's",
    final: true,
  },
  {
    services: ["db"],
    says: /invalid secret key|pgsodium_root\.key/i,
    reason: () => "has lost the root key of Vault",
    fix: "Restore the volume “db-config” of the same time as the volume “database”: it holds that key",
  },
  {
    says: /password authentication failed for user "?([\w.-]+)/i,
    reason: ([, role]) =>
      `cannot sign in to the database: it has another password for ${role} than the stack`,
    fix: "The volume “database” keeps the passwords of its first start. If that was with another password, enter that one under Keys as “Database password”; if the first start was broken off, remove the volume; then deploy again",
    field: "secrets.postgresPassword",
  },
  {
    says: /(?:database "_supabase"|schema "?_(?:realtime|supavisor|analytics)"?|role "supabase_functions_admin") does not exist|lacks the schema (\S+)/,
    reason: () => "misses what the database's first start makes: that was not brought to its end",
    fix: MADE_ANEW,
  },
  {
    services: ["supavisor"],
    says: /Unknown cipher or invalid key size/i,
    reason: () => "cannot use its encryption key: VAULT_ENC_KEY must have exactly 32 bytes",
    fix: "Enter one of 32 characters under Keys as “Encryption key of the pooler”, then deploy again",
    field: "secrets.vaultEncKey",
  },
  {
    services: ["realtime"],
    says: /\bBad key\b|bad_key/i,
    reason: () => "cannot use its encryption key: REALTIME_DB_ENC_KEY must have exactly 16 bytes",
    fix: "Enter one of 16 characters under Keys as “Encryption key of Realtime”, then deploy again",
    field: "secrets.realtimeDbEncKey",
  },
];
