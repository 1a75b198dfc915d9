import type { ConnectionRow, Snippet } from "@/lib/stacks/connection-card";
import { DATABASE_NAME, directusUrl } from "@/lib/stacks/directus/environment";
import type { DirectusInput } from "@/lib/stacks/directus/fields";

export function directusConnections(input: DirectusInput): {
  rows: readonly ConnectionRow[];
  snippets: readonly Snippet[];
} {
  return { rows: rows(input), snippets: snippets(input) };
}

function rows(input: DirectusInput): ConnectionRow[] {
  const { settings } = input;
  const url = directusUrl(input);
  const socket = url.replace(/^http/, "ws");
  return [
    { label: "App", text: `${url}/admin`, url: true },
    { label: "Admin", user: settings.adminEmail, secret: "adminPassword" },
    { label: "REST", text: `${url}/items` },
    { label: "GraphQL", text: `${url}/graphql` },
    ...(settings.websocketsEnabled ? [{ label: "WebSocket", text: `${socket}/websocket` }] : []),
    ...(settings.websocketsEnabled && settings.websocketsGraphql
      ? [{ label: "GraphQL subscriptions", text: `${socket}/graphql` }]
      : []),
    ...(settings.metricsEnabled
      ? [
          { label: "Metrics", text: `${url}/metrics` },
          { label: "Metrics token", secret: "metricsToken" },
        ]
      : []),
    { label: "Signing secret", secret: "secret" },
    ...databaseRows(settings.database),
  ];
}

function databaseRows(database: "postgis" | "sqlite"): ConnectionRow[] {
  if (database === "sqlite") {
    return [{ label: "Database file, in the container", text: "/directus/database/data.db" }];
  }
  return [
    { label: "Database, inside the stack", text: `postgres://database:5432/${DATABASE_NAME}` },
    { label: "Database role", user: DATABASE_NAME, secret: "databasePassword" },
    { label: "Redis, inside the stack", text: "redis://redis:6379" },
    { label: "Redis password", secret: "redisPassword" },
  ];
}

function snippets(input: DirectusInput): Snippet[] {
  const url = directusUrl(input);
  const email = input.settings.adminEmail;
  const login = JSON.stringify({ email, password: "PASSWORD" });
  return [
    {
      title: "Sign in with curl",
      language: "bash",
      code: `curl -s ${shellWord(`${url}/auth/login`)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellWord(login)}`,
    },
    {
      title: "Read items in JavaScript",
      language: "javascript",
      code: `const answer = await fetch(${JSON.stringify(`${url}/items/your_collection`)}, {
  headers: { Authorization: \`Bearer \${token}\` },
});
const { data } = await answer.json();`,
    },
    {
      title: "Directus SDK",
      language: "javascript",
      code: `import { authentication, createDirectus, readMe, rest } from "@directus/sdk";

const client = createDirectus(${JSON.stringify(url)}).with(authentication()).with(rest());
await client.login({ email: ${JSON.stringify(email)}, password });
console.log(await client.request(readMe()));`,
    },
    {
      title: "Variables for your application",
      language: "env",
      code: `DIRECTUS_URL=${url}\nDIRECTUS_ADMIN_EMAIL=${email}\nDIRECTUS_ADMIN_PASSWORD=`,
    },
  ];
}

/** In single quotes, as a POSIX shell reads it. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
