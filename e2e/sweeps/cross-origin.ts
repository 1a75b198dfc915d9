import { type Call, inParallel } from "@/e2e/sweeps/send";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { streamPaths } from "@/e2e/sweeps/targets";
import type { SweepResult } from "@/e2e/sweeps/unauthenticated";

const AT_ONCE = 8;
const UNSAFE = ["POST", "PUT", "PATCH", "DELETE"];
const CONTENT_TYPES = [
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain;charset=UTF-8",
  "application/json",
  null,
];

/** Origins that are not the panel's own, null for none at all. */
export function foreignOrigins(url: string): (string | null)[] {
  const { hostname, port } = new URL(url);
  return [
    null,
    "null",
    "https://evil.example",
    `http://${hostname}:${Number(port) + 1}`,
    `http://${hostname}`,
    `https://${hostname}:${port}`,
    `http://${hostname}:${port}.evil.example`,
    `http://evil.example:${port}`,
    `http://${hostname}:${port}@evil.example`,
    `http://${hostname}:${port}/`,
  ];
}

/** Every kind of request that another site's page can make in the name of somebody who is signed in. */
export async function sweepCrossOrigin(swept: SweptPanel, cookie: string): Promise<SweepResult> {
  const calls = [...unsafeCalls(swept), ...readCalls(swept), ...apiCalls(swept)];
  const successes: string[] = [];
  await inParallel(calls, AT_ONCE, async ({ label, call }) => {
    const answer = await swept.web.send({ ...call, headers: { ...call.headers, cookie } });
    if (!(call.path.startsWith("/api/v1/") ? [401, 403] : [403]).includes(answer.status))
      successes.push(`${label}: ${answer.status}`);
  });
  return { calls: calls.length, successes };
}

type Labelled = { label: string; call: Call };

function unsafeCalls(swept: SweptPanel): Labelled[] {
  const paths = ["/", "/stacks/swept", "/settings", "/api/auth/callback/credentials", "/api/stream/events"];
  return paths.flatMap((path) =>
    UNSAFE.flatMap((method) =>
      CONTENT_TYPES.flatMap((type) =>
        foreignOrigins(swept.panel.url).map((origin) => ({
          label: `${method} ${path} as ${type} from ${origin}`,
          call: {
            method,
            path,
            headers: {
              ...(type !== null && { "content-type": type }),
              ...(origin !== null && { origin }),
            },
            body: "",
          },
        })),
      ),
    ),
  );
}

/** A cookie is no way into the API, from wherever it comes: 401 without an origin, 403 from a foreign one. */
function apiCalls(swept: SweptPanel): Labelled[] {
  return ["GET", "POST", "PUT", "DELETE"].flatMap((method) =>
    CONTENT_TYPES.flatMap((type) =>
      foreignOrigins(swept.panel.url).map((origin) => ({
        label: `${method} of the API as ${type} from ${origin}`,
        call: {
          method,
          path: "/api/v1/stacks/swept/stop",
          headers: { ...(type !== null && { "content-type": type }), ...(origin !== null && { origin }) },
          body: "",
        },
      })),
    ),
  );
}

/** Reads whose answer is data: a page of another site must not have them, by whatever tag. */
function readCalls(swept: SweptPanel): Labelled[] {
  const origins = foreignOrigins(swept.panel.url).filter((origin) => origin !== null);
  const headers: Record<string, string>[] = [
    {},
    ...origins.map((origin) => ({ origin })),
    ...origins.map((origin) => ({ origin, "sec-fetch-site": "same-origin" })),
    ...["cross-site", "same-site", "none", ""].map((site) => ({ "sec-fetch-site": site })),
    { referer: "https://evil.example/" },
  ];
  return streamPaths().flatMap((path) =>
    headers.map((given) => ({
      label: `GET ${path} with ${JSON.stringify(given)}`,
      call: { method: "GET", path, headers: given },
    })),
  );
}
