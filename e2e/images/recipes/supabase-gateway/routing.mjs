/**
 * @typedef {import("./declaration.mjs").Route} Route
 * @typedef {{ route: Route, upstreamPath: string, prefix: string }} Match
 */

/**
 * The path as Kong compares and forwards it: unreserved characters decoded, dot segments resolved, slashes merged.
 *
 * @param {string} path without a query
 */
export function normalizedPath(path) {
  const decoded = path.replace(/%([0-9A-Fa-f]{2})/g, (escaped, hex) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escaped.toUpperCase();
  });
  /** @type {string[]} */
  const segments = [];
  const parts = decoded.split("/").slice(1);
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === "..") segments.pop();
    if (part === "." || part === "..") {
      if (last) segments.push("");
    } else if (part !== "" || last) segments.push(part);
  });
  return `/${segments.join("/")}`;
}

/**
 * Regular expressions first, in the file's order, then the longest prefix: so Kong's router sorts paths.
 *
 * @param {readonly Route[]} routes
 * @param {string} path normalized
 * @returns {Match | undefined}
 */
export function matchingRoute(routes, path) {
  for (const route of routes) {
    if (!route.path.startsWith("~")) continue;
    const [found] = new RegExp(`^(?:${route.path.slice(1)})`).exec(path) ?? [];
    if (found !== undefined) return match(route, found, path);
  }
  const [route] = routes
    .filter((each) => !each.path.startsWith("~") && path.startsWith(each.path))
    .sort((one, other) => other.path.length - one.path.length);
  return route === undefined ? undefined : match(route, route.path, path);
}

/**
 * Kong's path handling v0: service and rest of the path are joined by exactly one slash.
 *
 * @param {Route} route
 * @param {string} prefix
 * @param {string} path
 * @returns {Match}
 */
function match(route, prefix, path) {
  const rest = path.slice(prefix.length);
  const base = route.url.pathname;
  const upstreamPath = rest === "" ? base : `${base.replace(/\/$/, "")}/${rest.replace(/^\//, "")}`;
  return { route, upstreamPath, prefix };
}
