import type { Expectation, Material, Round } from "@/e2e/soak/supabase/expectation";

const S3 = "https://s3.example.org";

function one(
  service: string,
  change: string,
  value: string | number | boolean,
  name: string,
  shown = String(value),
): Expectation {
  return { change, value, shows: { [service]: { [name]: shown } } };
}

/** Files, the database and the ways to it. */
export function dataRounds({ ports }: Material): Round[] {
  return [
    {
      id: "files: limits",
      floor: "plain",
      expectations: [
        one("storage", "fileSizeLimitMib", 1, "FILE_SIZE_LIMIT", "1048576"),
        one("storage", "storageRegion", "eu-central-1", "REGION"),
        one("imgproxy", "imgproxyAutoWebp", false, "IMGPROXY_AUTO_WEBP"),
      ],
      behaves: ["a file over 1 MiB is refused"],
    },
    {
      id: "files: where they lie",
      floor: "plain",
      expectations: [
        { ...one("storage", "storageBucket", "files", "GLOBAL_S3_BUCKET"), fixed: true },
        { ...one("storage", "storageTenantId", "shop", "TENANT_ID"), fixed: true },
      ],
    },
    {
      id: "files: in S3",
      floor: "plain",
      expectations: [
        { ...one("storage", "storageBackend", "s3", "STORAGE_BACKEND"), fixed: true },
        {
          change: "s3Endpoint",
          value: S3,
          shows: { storage: { GLOBAL_S3_ENDPOINT: S3, GLOBAL_S3_PROTOCOL: "https" } },
        },
        one("storage", "s3ForcePathStyle", true, "GLOBAL_S3_FORCE_PATH_STYLE"),
        one("storage", "s3AccessKey", "AKIAEXAMPLE", "AWS_ACCESS_KEY_ID"),
        one("storage", "secrets.s3BackendSecret", "s3/$ecret+key,=", "AWS_SECRET_ACCESS_KEY"),
      ],
    },
    {
      id: "database: log",
      floor: "plain",
      expectations: [
        {
          change: "logMinMessages",
          value: "warning",
          shows: {
            db: {
              command: "postgres -c config_file=/etc/postgresql/postgresql.conf -c log_min_messages=warning",
            },
          },
        },
      ],
      behaves: ["PostgreSQL logs warnings"],
    },
    {
      id: "database: directly, without the pooler",
      floor: "plain",
      expectations: [
        { change: "poolerSwitch", value: "off", shows: {} },
        // What it changes is told by the port: without it none is published.
        { change: "directDatabase", value: true, shows: {} },
        one("db", "databasePort", ports.database, "port 5432/tcp", `127.0.0.1:${ports.database}`),
      ],
      gone: ["supavisor"],
      behaves: ["PostgreSQL answers directly", "the pooler's ports are closed"],
    },
    {
      id: "pooler",
      floor: "plain",
      expectations: [
        one("supavisor", "poolerSessionPort", ports.session, "port 5432/tcp", `127.0.0.1:${ports.session}`),
        one(
          "supavisor",
          "poolerTransactionPort",
          ports.transaction,
          "port 6543/tcp",
          `127.0.0.1:${ports.transaction}`,
        ),
        { ...one("supavisor", "poolerTenantId", "shop", "POOLER_TENANT_ID"), fixed: true },
        one("supavisor", "poolerDefaultPoolSize", 7, "POOLER_DEFAULT_POOL_SIZE"),
        one("supavisor", "poolerMaxClients", 77, "POOLER_MAX_CLIENT_CONN"),
        one("supavisor", "poolerDbPoolSize", 3, "DB_POOL_SIZE"),
      ],
    },
  ];
}
