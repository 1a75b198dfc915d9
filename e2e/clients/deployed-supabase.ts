import type Docker from "dockerode";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import type { Panel } from "@/lib/use-cases/panel";
import { TESTER } from "@/lib/use-cases/test-support/until-ended";

/** A running stack as its connection card shows it to a person. */
export type DeployedSupabase = {
  docker: Docker;
  /** Goes onto whatever the checks start, so that the test cleans it up. */
  label: { name: string; value: string };
  /** Of the gateway. */
  url: string;
  keys: { anon: string; service: string; publishable: string; secret: string };
  jwtSecret: string;
  password: string;
  /** Connection strings without the password. */
  database: { session: string; transaction: string; direct: string };
  /** Reference of an image that has psql. */
  postgresImage: string;
};

/** Reads the card, and reveals what it holds back. */
export async function deployedSupabase(
  panel: Pick<Panel, "verbs">,
  { name, connections, services }: StackDetailView,
  engine: Pick<DeployedSupabase, "docker" | "label">,
): Promise<DeployedSupabase> {
  const row = (label: string) => {
    const text = connections.find((one) => one.label === label)?.text;
    if (text === undefined || text === null) throw new Error(`The card of ${name} has no “${label}”`);
    return text;
  };
  const secret = async (of: string) => {
    const input = { params: { stack: name, secret: of }, query: undefined, body: undefined };
    return (await panel.verbs["stacks.reveal"](input, TESTER)).value;
  };
  const postgresImage = services.find((service) => service.name === "db")?.image;
  if (postgresImage === undefined) throw new Error(`${name} has no database`);
  const [anon, service, publishable, secretKey, jwtSecret, password] = await Promise.all(
    (
      ["anonKey", "serviceRoleKey", "publishableKey", "secretKey", "jwtSecret", "postgresPassword"] as const
    ).map(secret),
  );
  return {
    ...engine,
    url: row("Studio"),
    keys: {
      anon: anon ?? "",
      service: service ?? "",
      publishable: publishable ?? "",
      secret: secretKey ?? "",
    },
    jwtSecret: jwtSecret ?? "",
    password: password ?? "",
    database: {
      session: row("Session pooler"),
      transaction: row("Transaction pooler"),
      direct: row("Direct"),
    },
    postgresImage,
  };
}
