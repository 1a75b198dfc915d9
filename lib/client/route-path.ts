import type { RouteContract } from "@/lib/api/contract/route";
import { PanelError } from "@/lib/errors";

type Values = Record<string, unknown>;

/** `/v1/stacks/:stack` with its parameters and the query put in, each encoded. */
export function routePath(
  route: Pick<RouteContract, "path">,
  params: Values = {},
  query: Values = {},
): string {
  const path = route.path.replace(/:([a-z]+)/gi, (_, name: string) => encodeSegment(name, params[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/** `.` and `..` survive encodeURIComponent and would climb out of the route. */
function encodeSegment(name: string, value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (text === "" || text === "." || text === "..") {
    throw new PanelError("input-invalid", `"${text}" cannot be the ${name} of a call`, {
      issues: [{ field: name, message: "Missing or malformed" }],
    });
  }
  return encodeURIComponent(text);
}
