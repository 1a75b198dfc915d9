import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CALLERS,
  type Caller,
  CELL_COUNT,
  type Cell,
  credentials,
  gatewayTable,
  type TableRow,
} from "@/e2e/gateway/gateway-table";
import { ALL_UPSTREAMS, gatewayEnvironment, startedGateway } from "@/e2e/gateway/rendered-gateway";
import { type GatewayAnswer, type RunningGateway, runningGateway } from "@/e2e/gateway/running-gateway";
import { readDeclaration } from "@/e2e/images/recipes/supabase-gateway/declaration.mjs";
import { matchingRoute, normalizedPath } from "@/e2e/images/recipes/supabase-gateway/routing.mjs";

const HOSTS = {
  auth: "auth:9999",
  rest: "rest:3000",
  realtime: "realtime-dev.supabase-realtime:4000",
  storage: "storage:5000",
  functions: "functions:9000",
  meta: "meta:8080",
  studio: "studio:3000",
};

const oldKeys = {
  ...gatewayEnvironment,
  SUPABASE_PUBLISHABLE_KEY: "",
  SUPABASE_SECRET_KEY: "",
  ANON_KEY_ASYMMETRIC: "",
  SERVICE_ROLE_KEY_ASYMMETRIC: "",
};

let gateway: RunningGateway;
let oldGateway: RunningGateway;

beforeAll(async () => {
  gateway = await runningGateway(startedGateway().file);
  oldGateway = await runningGateway(startedGateway(oldKeys).file);
});

afterAll(async () => {
  await gateway.close();
  await oldGateway.close();
});

function call(to: RunningGateway, row: TableRow, caller: Caller): Promise<GatewayAnswer> {
  const { apikey, bearer } = credentials[caller];
  if (row.socket) {
    const path = apikey === undefined ? row.path : `${row.path}&apikey=${apikey}`;
    return to.ask({ method: row.method, path, socket: true });
  }
  const headers = {
    ...(apikey !== undefined && { apikey }),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
  };
  return to.ask({ method: row.method, path: row.path, headers });
}

function expectCell(row: TableRow, caller: Caller, cell: Cell, answer: GatewayAnswer): void {
  const where = `${row.method} ${row.path} by ${caller}`;
  if (typeof cell === "number") {
    expect([answer.status, answer.seen], where).toEqual([cell, null]);
    return;
  }
  expect(answer.status, where).toBe(row.socket ? 101 : 200);
  const seen = answer.seen;
  if (seen === null) throw new Error(`${where} did not reach the service`);
  const { host, path, method, headers } = seen;
  const prefix = row.carrier === "authorization" ? "Bearer " : "";
  const asked = credentials[caller].apikey;
  const query = row.socket && asked !== undefined ? `&apikey=${cell.token}` : "";
  expect({ host, path, method }, where).toEqual({
    host: HOSTS[row.upstream],
    path: `${row.upstreamPath}${query}`,
    method: row.method,
  });
  expect(headers[row.carrier], where).toBe(cell.token === null ? undefined : `${prefix}${cell.token}`);
  expect(headers, where).toMatchObject(row.also ?? {});
}

describe(`the gateway's table of ${gatewayTable.length} requests by ${CALLERS.length} callers`, () => {
  it(`answers all ${CELL_COUNT} cells as expected`, async () => {
    let cells = 0;
    for (const row of gatewayTable) {
      for (const caller of CALLERS) {
        expectCell(row, caller, row.cells[caller], await call(gateway, row, caller));
        cells += 1;
      }
    }
    expect(cells).toBe(CELL_COUNT);
    expect(cells).toBeGreaterThanOrEqual(300);
  });

  it("asks every route of the file, by the route that the router takes", () => {
    const { routes } = readDeclaration(startedGateway().file);
    const taken = gatewayTable.map(({ path }) => {
      const [asked = ""] = path.split("?");
      return matchingRoute(routes, normalizedPath(asked))?.route.name;
    });
    expect(routes).toHaveLength(21);
    expect(new Set(taken)).toEqual(new Set(routes.map(({ name }) => name)));
  });

  it(`answers the ${CELL_COUNT} cells without newer keys: those are unknown, the old ones as before`, async () => {
    for (const row of gatewayTable) {
      for (const caller of CALLERS) {
        const newer = caller === "publishable" || caller === "secret";
        const keyed = row.cells.none !== 403 && typeof row.cells.wrong === "number";
        const sent = credentials[caller].bearer ?? null;
        const unknown: Cell = keyed ? row.cells.wrong : { token: row.carrier === "sb-api-key" ? null : sent };
        const cell = newer && row.cells.none !== 403 ? unknown : row.cells[caller];
        expectCell(row, caller, cell, await call(oldGateway, row, caller));
      }
    }
  });
});

describe("the gateway", () => {
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    gateway.ask({ method: "GET", path, headers });
  const { SUPABASE_ANON_KEY: anon, SUPABASE_SECRET_KEY: secret } = gatewayEnvironment;
  const asymmetric = gatewayEnvironment.SERVICE_ROLE_KEY_ASYMMETRIC;

  it("makes a bearer of a key that comes alone, as header or in the query", async () => {
    const header = await get("/rest/v1/todos", { apikey: anon });
    expect(header.seen?.headers.authorization).toBe(`Bearer ${anon}`);
    const query = await get(`/rest/v1/todos?apikey=${anon}`);
    expect(query.seen?.headers.authorization).toBe(`Bearer ${anon}`);
    const newer = await get(`/rest/v1/todos?apikey=${secret}`);
    expect(newer.seen?.headers.authorization).toBe(`Bearer ${asymmetric}`);
  });

  it("keeps a person's token beside a newer key, however its scheme is written", async () => {
    for (const scheme of ["Bearer", "bearer"]) {
      const authorization = `${scheme} token.of.a-person`;
      const { seen } = await get("/rest/v1/todos", { apikey: secret, authorization });
      expect(seen?.headers.authorization).toBe(authorization);
    }
  });

  it("does not let a dashboard's password of the browser through to the API, where a key speaks", async () => {
    const { seen } = await get("/rest/v1/todos", { apikey: anon, authorization: "Basic c3VwYWJhc2U6eA==" });
    expect(seen?.headers.authorization).toBe(`Bearer ${anon}`);
  });

  it("leaves a signature of S3 as it is", async () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=key/20261121/stub/s3/aws4_request";
    const { seen } = await get("/storage/v1/s3/b", { authorization });
    expect(seen?.headers.authorization).toBe(authorization);
  });

  it("vouches for newer keys itself: a client's own header does not arrive", async () => {
    const forged = await get("/functions/v1/hello", { "sb-api-key": "forged" });
    expect(forged.seen?.headers).not.toHaveProperty("sb-api-key");
    const bearer = await get("/functions/v1/hello", {
      authorization: `Bearer ${secret}`,
      "sb-api-key": "forged",
    });
    expect(bearer.seen?.headers).toMatchObject({
      authorization: `Bearer ${secret}`,
      "sb-api-key": asymmetric,
    });
  });

  it("says who the consumer is, whatever a client says", async () => {
    const { seen } = await get("/rest/v1/todos", { apikey: anon, "x-consumer-username": "service_role" });
    expect(seen?.headers["x-consumer-username"]).toBe("anon");
  });

  it("refuses one of two keys in the query", async () => {
    expect((await get(`/rest/v1/todos?apikey=${anon}&apikey=other`)).status).toBe(401);
  });

  it("answers preflights of any origin without a key", async () => {
    const headers = {
      origin: "https://app.example.com",
      "access-control-request-method": "POST",
      "access-control-request-headers": "apikey,authorization",
    };
    const answer = await gateway.ask({ method: "OPTIONS", path: "/rest/v1/todos", headers });
    expect(answer).toMatchObject({
      status: 200,
      seen: null,
      headers: {
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "apikey,authorization",
      },
    });
    const refused = await get("/rest/v1/todos", { origin: headers.origin });
    expect(refused.headers["access-control-allow-origin"]).toBe("*");
  });

  it("tells services how they were reached", async () => {
    const { seen } = await get("/storage/v1/object/b/a.txt", { host: "example.com:8100" });
    expect(seen?.headers).toMatchObject({
      "x-forwarded-host": "example.com",
      "x-forwarded-port": "8100",
      "x-forwarded-prefix": "/storage/v1/",
      "x-forwarded-path": "/storage/v1/object/b/a.txt",
    });
  });

  it("asks for the dashboard's password, and keeps it from Studio", async () => {
    const users = { DASHBOARD_USERS: "mona:p: a's\nzoë:鍵" };
    const several = await runningGateway(startedGateway({ ...gatewayEnvironment, ...users }).file);
    const login = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    const status = async (text: string) =>
      (await several.ask({ method: "GET", path: "/project/default", headers: login(text) })).status;
    expect(await Promise.all(["supabase:a-password", "mona:p: a's", "zoë:鍵"].map(status))).toEqual([
      200, 200, 200,
    ]);
    expect(await Promise.all(["supabase:p: a's", "mona:", "zoë", ":"].map(status))).toEqual([
      401, 401, 401, 401,
    ]);
    const { seen, headers } = await several.ask({ method: "GET", path: "/", headers: login("mona:p: a's") });
    expect(seen?.headers).not.toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("www-authenticate");
    const { headers: asked } = await several.ask({ method: "GET", path: "/" });
    expect(asked["www-authenticate"]).toMatch(/^Basic /);
    await several.close();
  });

  it("has no route to what is off", async () => {
    for (const off of ALL_UPSTREAMS) {
      const upstreams = new Set([...ALL_UPSTREAMS].filter((each) => each !== off));
      const part = await runningGateway(startedGateway(gatewayEnvironment, upstreams).file);
      for (const row of gatewayTable.filter(({ upstream }) => upstream === off)) {
        const { status, seen } = await call(part, row, "service");
        expect(seen, `${row.path} without ${off}`).toBeNull();
        expect(status, `${row.path} without ${off}`).toBe(off === "studio" ? 404 : 401);
      }
      await part.close();
    }
  });
});
