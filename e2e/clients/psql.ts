import type { DeployedSupabase } from "@/e2e/clients/deployed-supabase";

export type PsqlResult = { code: number; output: string };

/**
 * The real psql, from the image of the database, in the host's network: as somebody on this server pastes a connection
 * string of the card. Rows alone are printed, columns between bars.
 */
export async function psql(
  { docker, label, postgresImage, password: own }: DeployedSupabase,
  url: string,
  statements: readonly string[],
  password = own,
): Promise<PsqlResult> {
  const container = await docker.createContainer({
    Image: postgresImage,
    Entrypoint: ["psql"],
    Cmd: [
      url,
      ...["-X", "-w", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"],
      ...statements.flatMap((statement) => ["-c", statement]),
    ],
    Env: [`PGPASSWORD=${password}`, "PGCONNECT_TIMEOUT=10"],
    Labels: { [label.name]: label.value },
    HostConfig: { NetworkMode: "host" },
  });
  try {
    await container.start();
    const { StatusCode } = await container.wait();
    const log = await container.logs({ stdout: true, stderr: true, follow: false });
    return { code: StatusCode, output: withoutFrames(log).trim() };
  } finally {
    await container.remove({ force: true, v: true });
  }
}

/** Without a terminal the engine puts eight bytes before each piece: the stream, and its length in the last four. */
function withoutFrames(log: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length; ) {
    const length = log.readUInt32BE(at + 4);
    parts.push(log.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(parts).toString();
}
