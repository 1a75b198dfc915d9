type Transform =
  | {
      type: "remap";
      inputs: readonly string[];
      source: string;
      drop_on_abort?: boolean;
      drop_on_error?: boolean;
    }
  | { type: "filter"; inputs: readonly string[]; condition: string }
  | { type: "route"; inputs: readonly string[]; route: Readonly<Record<string, string>> };

/** The services whose lines are kept; each is an output of the transform `router`. */
const ROUTED = ["kong", "auth", "rest", "realtime", "storage", "functions", "db"];

/** Compose's label, and not the container's name: names carry the stack's own, the label is the same in every stack. */
const EVENT = `.project = "default"
.event_message = del(.message)
.appname = string(.label."com.docker.compose.service") ?? "unknown"
del(.container_created_at)
del(.container_id)
del(.container_name)
del(.source_type)
del(.stream)
del(.label)
del(.image)
del(.host)
`;

/**
 * Vector refuses a program that handles an error that cannot be, or leaves one that can be: the parser of access lines
 * always gives the three parts of the request, that of the error log may lack the request itself.
 *
 * A line that is no access line aborts here, and is dropped; `kong_err` takes those of the error log.
 */
const GATEWAY_ACCESS = `req, err = parse_nginx_log(.event_message, "combined")
if err != null { abort }
.timestamp = req.timestamp
.metadata.response.status_code = req.status
.metadata.request = {
  "method": req.method,
  "path": req.path,
  "protocol": req.protocol,
  "headers": { "referer": req.referer, "user_agent": req.agent, "cf_connecting_ip": req.client }
}
`;

/** Studio's page of the gateway wants a status and a method of each line; an error's line has none. */
const GATEWAY_ERROR = `parsed, err = parse_nginx_log(.event_message, "error")
if err != null { abort }
.timestamp = parsed.timestamp
.severity = parsed.severity
.metadata.response.status_code = 200
.metadata.request = {
  "method": "GET",
  "host": parsed.host,
  "headers": { "cf_connecting_ip": parsed.client }
}
parts, err = split(parsed.request, " ")
if err == null {
  .metadata.request.method = parts[0]
  .metadata.request.path = parts[1]
  .metadata.request.protocol = parts[2]
}
`;

const AUTH = `parsed, err = parse_json(.event_message)
if err == null && is_object(parsed) {
  .metadata.timestamp = parsed.time
  .metadata = merge!(.metadata, parsed)
}
`;

const REST = `parsed, err = parse_regex(.event_message, r'^(?P<time>\\d+/\\w+/\\d+:\\d+:\\d+:\\d+ [+-]\\d+): (?P<msg>.*)')
if err == null {
  .event_message = parsed.msg
  time, err = parse_timestamp(parsed.time, "%d/%b/%Y:%H:%M:%S %z")
  if err == null { .timestamp = time }
  .metadata.host = .project
}
`;

const REALTIME = `.metadata.project = del(.project)
.metadata.external_id = .metadata.project
parsed, err = parse_regex(.event_message, r'^(?P<time>\\d+:\\d+:\\d+\\.\\d+) \\[(?P<level>\\w+)\\] (?P<msg>.*)')
if err == null {
  .event_message = parsed.msg
  .metadata.level = parsed.level
}
`;

const FUNCTIONS = `.metadata.project_ref = del(.project)
`;

const STORAGE = `.metadata.project = del(.project)
.metadata.tenantId = .metadata.project
parsed, err = parse_json(.event_message)
if err == null && is_object(parsed) {
  .event_message = parsed.msg
  .metadata.level = parsed.level
  .metadata.timestamp = parsed.time
  .metadata.context = [{ "host": parsed.hostname, "pid": parsed.pid }]
}
`;

const DATABASE = `.metadata.host = "db-default"
.metadata.parsed.timestamp = .timestamp
.metadata.parsed.error_severity = "LOG"
parsed, err = parse_regex(.event_message, r'(?P<level>INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC): ')
if err == null {
  .metadata.parsed.error_severity = parsed.level
}
`;

/** Vector's transforms by name. In YAML that Vector loads, `$` starts a variable: no expression here has one. */
export const vectorParsers: Readonly<Record<string, Transform>> = {
  project_logs: { type: "remap", inputs: ["docker_host"], source: EVENT },
  router: {
    type: "route",
    inputs: ["project_logs"],
    route: Object.fromEntries(ROUTED.map((service) => [service, `.appname == "${service}"`])),
  },
  kong_logs: remap("kong", GATEWAY_ACCESS),
  kong_err: remap("kong", GATEWAY_ERROR),
  auth_logs: remap("auth", `.metadata = {}\n${AUTH}`),
  rest_logs: remap("rest", REST),
  // Health checks would drown the rest.
  realtime_logs_filtered: {
    type: "filter",
    inputs: ["router.realtime"],
    condition: '!contains(string!(.event_message), "/health")',
  },
  realtime_logs: { type: "remap", inputs: ["realtime_logs_filtered"], source: REALTIME },
  functions_logs: remap("functions", FUNCTIONS),
  storage_logs: remap("storage", STORAGE),
  db_logs: remap("db", DATABASE),
};

/** An aborted line is dropped from this output alone. */
function remap(route: string, source: string): Transform {
  return { type: "remap", inputs: [`router.${route}`], source, drop_on_abort: true, drop_on_error: true };
}
