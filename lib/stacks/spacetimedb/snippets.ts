import type { Snippet } from "@/lib/stacks/connection-card";
import {
  clientUrl,
  databaseName,
  hasPgWire,
  isGuarded,
  serverEndpoint,
} from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";

/** Ready to paste but for the token, which stands on the card above. */
export function spacetimedbSnippets(input: SpacetimedbInput): Snippet[] {
  const client = { url: clientUrl(input), database: databaseName(input) };
  return [
    publishing(input),
    { title: "TypeScript", language: "typescript", code: typescript(client) },
    { title: "C#", language: "csharp", code: csharp(client) },
    { title: "Rust", language: "rust", code: rust(client) },
    { title: "Unity", language: "csharp", code: unity(client) },
    ...(hasPgWire(input.settings) ? [psql(input, client.database)] : []),
  ];
}

type Client = { url: string; database: string };

/** The token is typed, so that it stands in no history of a shell. */
function publishing(input: SpacetimedbInput): Snippet {
  const { name } = input;
  return {
    title: "spacetime",
    language: "bash",
    probe: "owner-token",
    code: `${tunnel(input)}spacetime server add --url ${serverEndpoint(input).url} --no-fingerprint ${name}
read -rs OWNER_TOKEN
spacetime login --token "$OWNER_TOKEN"
spacetime publish --server ${name} ${databaseName(input)}`,
  };
}

/** To the port past the guard, which is on the server's loopback. */
function tunnel({ settings, access }: SpacetimedbInput): string {
  if (!isGuarded(settings, access)) return "";
  const host = access.mode === "address" ? access.host : "SERVER";
  const port = settings.directPort;
  return `# From another machine, beside this: ssh -N -L ${port}:localhost:${port} USER@${host}\n`;
}

function typescript({ url, database }: Client): string {
  return `// npm install spacetimedb
// spacetime generate --lang typescript --out-dir src/module_bindings
import { DbConnection } from "./module_bindings";

const connection = DbConnection.builder()
  .withUri(${JSON.stringify(url)})
  .withDatabaseName(${JSON.stringify(database)})
  .withToken(localStorage.getItem("token") ?? undefined)
  .onConnect((_, identity, token) => {
    localStorage.setItem("token", token);
    console.log(identity.toHexString());
  })
  .build();`;
}

function csharp({ url, database }: Client): string {
  return `// dotnet add package SpacetimeDB.ClientSDK
// spacetime generate --lang csharp --out-dir module_bindings
using SpacetimeDB;
using SpacetimeDB.Types;

var connection = DbConnection.Builder()
    .WithUri(${JSON.stringify(url)})
    .WithDatabaseName(${JSON.stringify(database)})
    .OnConnect((_, identity, token) => Console.WriteLine(identity))
    .Build();

while (true)
{
    connection.FrameTick();
    Thread.Sleep(15);
}`;
}

function rust({ url, database }: Client): string {
  return `// cargo add spacetimedb-sdk
// spacetime generate --lang rust --out-dir src/module_bindings
mod module_bindings;
use module_bindings::DbConnection;

fn main() {
    let connection = DbConnection::builder()
        .with_uri(${JSON.stringify(url)})
        .with_database_name(${JSON.stringify(database)})
        .on_connect(|_, identity, _token| println!("{identity}"))
        .build()
        .expect("a connection");
    connection.run_threaded().join().expect("the connection's thread");
}`;
}

function unity({ url, database }: Client): string {
  return `// Package Manager, by git URL: https://github.com/clockworklabs/com.clockworklabs.spacetimedbsdk.git
using SpacetimeDB;
using SpacetimeDB.Types;
using UnityEngine;

public class Connection : MonoBehaviour
{
    private DbConnection connection;

    private void Start()
    {
        connection = DbConnection.Builder()
            .WithUri(${JSON.stringify(url)})
            .WithDatabaseName(${JSON.stringify(database)})
            .WithToken(PlayerPrefs.GetString("token", null))
            .OnConnect((_, identity, token) => PlayerPrefs.SetString("token", token))
            .Build();
    }

    private void Update()
    {
        connection.FrameTick();
    }
}`;
}

/** Only a token that the server accepts stays out of its log. */
function psql({ settings }: SpacetimedbInput, database: string): Snippet {
  return {
    title: "psql",
    language: "bash",
    probe: "postgres-port",
    code: `# No TLS: on the server itself, or through a tunnel.
# A token that is refused stands in the server's log.
read -rs PGPASSWORD && export PGPASSWORD
psql "host=localhost port=${settings.pgHostPort} user=owner dbname=${database} sslmode=disable"`,
  };
}
