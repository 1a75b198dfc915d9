/** What Studio answers through the gateway on a port of this server, with a name and a password or without. */
export async function studioStatus(port: number, name?: string, password = ""): Promise<number> {
  const login = Buffer.from(`${name}:${password}`, "utf8").toString("base64");
  const { status, body } = await fetch(`http://127.0.0.1:${port}/api/platform/profile`, {
    headers: name === undefined ? {} : { authorization: `Basic ${login}` },
    redirect: "manual",
  });
  await body?.cancel();
  return status;
}
