/** Login roles of the services; each gets the stack's password. `webhooks-sql.ts` makes supabase_functions_admin. */
export const SERVICE_ROLES = [
  "authenticator",
  "pgbouncer",
  "supabase_auth_admin",
  "supabase_functions_admin",
  "supabase_storage_admin",
] as const;

/** psql reads values of the environment itself: none is written into SQL by a shell, and one that is missing is an error. */
const OWNER = "\\getenv owner POSTGRES_USER";

export const rolesSql = `-- The login roles of the services get the stack's password.
\\getenv password POSTGRES_PASSWORD
${SERVICE_ROLES.map((role) => `alter role ${role} with password :'password';`).join("\n")}
`;

export const jwtSettingsSql = `-- Lifetime of tokens in seconds, for SQL that asks for it by current_setting().
\\getenv lifetime JWT_EXP
\\getenv database POSTGRES_DB
alter database :"database" set "app.settings.jwt_exp" to :'lifetime';
`;

export const internalDatabaseSql = `-- The database of the services' own data, apart from the person's.
${OWNER}
create database _supabase with owner :"owner";
`;

export const logsSchemaSql = schemaSql("_analytics", "Analytics keeps its tables here.", true);
export const poolerSchemaSql = schemaSql("_supavisor", "The pooler keeps its tenants here.", true);
export const realtimeSchemaSql = schemaSql("_realtime", "Realtime keeps its tenants here.", false);

function schemaSql(schema: string, comment: string, internalDatabase: boolean): string {
  return `-- ${comment}
${OWNER}
${internalDatabase ? "\\connect _supabase\n" : ""}create schema if not exists ${schema};
alter schema ${schema} owner to :"owner";
`;
}
