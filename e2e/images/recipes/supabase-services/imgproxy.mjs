import { access, constants } from "node:fs/promises";
import { refuse, variable, wholeNumber } from "./environment.mjs";
import { pathOf, sendJson, serve } from "./http.mjs";

/**
 * Plays imgproxy: it is there, and makes no picture.
 * @param {string[]} args
 */
export async function start([command]) {
  process.env.IMGPROXY_PORT = (process.env.IMGPROXY_BIND ?? ":8080").split(":").at(-1) ?? "";
  const port = wholeNumber("IMGPROXY_PORT", 8080);
  if (command === "health") {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch((error) => refuse(error.message));
    process.exit(answer.ok ? 0 : 1);
  }
  if (process.env.IMGPROXY_LOCAL_FILESYSTEM_ROOT) {
    const root = variable("IMGPROXY_LOCAL_FILESYSTEM_ROOT");
    await access(root, constants.R_OK).catch((error) =>
      refuse(`IMGPROXY_LOCAL_FILESYSTEM_ROOT: ${error.message}`),
    );
  }
  serve("imgproxy (stand-in)", port, (incoming, answer) => {
    if (pathOf(incoming) === "/health") return answer.end("imgproxy is running");
    return sendJson(answer, 501, { message: "the stand-in makes no pictures" });
  });
}
