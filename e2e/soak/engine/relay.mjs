/**
 * Joins a loopback port of the network that it is started in with a socket file, which every network reaches.
 * Arguments: the port, the path of the socket.
 */
import { connect, createServer } from "node:net";

const [port, socketPath] = process.argv.slice(2);
const server = createServer((near) => {
  const far = connect(socketPath ?? "");
  near.pipe(far).pipe(near);
  // Whichever side goes first takes the other one along.
  for (const [one, other] of [
    [near, far],
    [far, near],
  ]) {
    one?.on("error", () => {});
    one?.on("close", () => other?.destroy());
  }
});
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
