/**
 * What the worker says of engine and Compose, for people. Asking it costs nothing; programs that were started for this
 * would stay in the container's memory as pages of their files.
 * @param {import("../worker-socket.mjs").WorkerAnswer | undefined} answer to GET /v1/engine
 * @returns {{ engine: string, compose: string, isSettled: boolean }} not settled: it has not looked yet
 */
export function readEngineTexts(answer) {
  const engine = field(field(answer?.body, "host"), "engine");
  const state = text(engine, "state");
  const version = text(engine, "version");
  const compose = text(engine, "composeVersion");
  if (state === "running" && version !== undefined) {
    return {
      engine: `Docker ${version}`,
      compose: compose ?? "none that works is in this image",
      isSettled: compose !== undefined,
    };
  }
  const lines = [text(engine, "reason") ?? "none", text(engine, "fix")];
  return {
    engine: lines.filter((line) => line !== undefined).join("\n"),
    compose: compose ?? "not looked for without an engine",
    isSettled: state === "off",
  };
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function text(value, name) {
  const found = field(value, name);
  return typeof found === "string" ? found : undefined;
}
