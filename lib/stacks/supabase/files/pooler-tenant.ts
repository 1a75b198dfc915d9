export const POOLER_TENANT_PATH = "/etc/pooler/pooler.exs";

/**
 * Elixir that the pooler runs before it serves: its tenant is made anew from the environment, so that a changed password
 * or pool size arrives. Line ends are LF: a CR is a syntax error to the pooler.
 */
export const poolerTenant = `{:ok, _} = Application.ensure_all_started(:supavisor)

%{rows: [[version_text]]} = Supavisor.Repo.query!("select version()")
{:ok, server_version} = Supavisor.Helpers.parse_pg_version(version_text)

variable = fn name ->
  case System.get_env(name) do
    value when value in [nil, ""] -> raise("#{name} is empty")
    value -> value
  end
end

tenant_id = variable.("POOLER_TENANT_ID")

tenant = %{
  "external_id" => tenant_id,
  "db_host" => System.get_env("POSTGRES_HOST") || "db",
  "db_port" => variable.("POSTGRES_PORT"),
  "db_database" => variable.("POSTGRES_DB"),
  "require_user" => false,
  "auth_query" => "SELECT * FROM pgbouncer.get_auth($1)",
  "default_max_clients" => variable.("POOLER_MAX_CLIENT_CONN"),
  "default_pool_size" => variable.("POOLER_DEFAULT_POOL_SIZE"),
  "default_parameter_status" => %{"server_version" => server_version},
  "users" => [
    %{
      "db_user" => "pgbouncer",
      "db_password" => variable.("POSTGRES_PASSWORD"),
      "mode_type" => variable.("POOLER_POOL_MODE"),
      "pool_size" => variable.("POOLER_DEFAULT_POOL_SIZE"),
      "is_manager" => true
    }
  ]
}

{:ok, _} =
  Supavisor.Repo.transaction(fn ->
    Supavisor.Tenants.delete_tenant_by_external_id(tenant_id)
    {:ok, _} = Supavisor.Tenants.create_tenant(tenant)
  end)
`;
