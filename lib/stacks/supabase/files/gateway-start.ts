import { DASHBOARD_USERS_MARK } from "@/lib/stacks/supabase/files/gateway-declaration";

/** Where upstream mounts its template and its entry script. */
export const GATEWAY_TEMPLATE_PATH = "/home/kong/temp.yml";
export const GATEWAY_START_PATH = "/home/kong/kong-entrypoint.sh";

/** Of Kong's image: it prepares Kong's folder and starts it in the foreground. */
const KONG_ENTRYPOINT = "/entrypoint.sh";

/** Plugins that the file uses, with upstream's ip-restriction, which its guide adds to open Studio's MCP. */
export const GATEWAY_PLUGINS =
  "request-transformer,cors,key-auth,acl,basic-auth,request-termination,ip-restriction,post-function";

/**
 * Entry script of the gateway: writes KONG_DECLARATIVE_CONFIG from the template and the environment, then starts Kong.
 *
 * Reads SUPABASE_ANON_KEY, SUPABASE_SERVICE_KEY, JWT_ISSUER; DASHBOARD_USERNAME, DASHBOARD_PASSWORD and, one
 * `name:password` a line, DASHBOARD_USERS; SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, ANON_KEY_ASYMMETRIC,
 * SERVICE_ROLE_KEY_ASYMMETRIC, all four or none. It ends with status 1 and names the variable when one does not fit.
 */
export function gatewayStart(template = GATEWAY_TEMPLATE_PATH, entrypoint = KONG_ENTRYPOINT): string {
  return `#!/bin/sh
# Writes Kong's declarative file from the template and the environment, then starts Kong. POSIX sh and awk only.
set -eu
(umask 077 && LC_ALL=C awk -f - ${template} > "$KONG_DECLARATIVE_CONFIG") <<'AWK'
${AWK_PROGRAM.trim()}
AWK
exec ${entrypoint} kong docker-start
`;
}

/** ENVIRON and index() take values as they are; -v and sub() would read backslashes and ampersands in them. */
const AWK_PROGRAM = String.raw`
function fail(message) {
  print "gateway: " message | "cat 1>&2"
  close("cat 1>&2")
  failed = 1
  exit 1
}

# A key stands inside Lua and YAML text: only what keys and JWTs are made of may stand in it.
function key(name, value) {
  if (value !~ /^[A-Za-z0-9._-]*$/) fail(name " holds a character that no key has")
  value_of[name] = value
  return value
}

function needed(name) {
  if (ENVIRON[name] == "") fail(name " is empty")
  return ENVIRON[name]
}

# In single quotes YAML reads every character as it is; only the quote itself is doubled.
function quoted(text) {
  gsub(/\047/, "\047\047", text)
  return "\047" text "\047"
}

function add_user(name_source, name, password_source, password) {
  if (name == "") fail(name_source " has a user without a name")
  if (name ~ /[\001-\037\177]/) fail(name_source " holds a control character")
  if (index(name, ":")) fail(name_source " has a user name with a colon, which a browser cannot send")
  if (password == "") fail(password_source " has no password for " name)
  if (password ~ /[\001-\037\177]/) fail(password_source " holds a control character")
  if (name in known) fail(name_source " has the user " name " twice")
  known[name] = 1
  users = users "- consumer: DASHBOARD\n  username: " quoted(name) "\n  password: " quoted(password) "\n"
}

function add_users(   count, lines, i, colon) {
  add_user("DASHBOARD_USERNAME", needed("DASHBOARD_USERNAME"), "DASHBOARD_PASSWORD", needed("DASHBOARD_PASSWORD"))
  count = split(ENVIRON["DASHBOARD_USERS"], lines, "\n")
  for (i = 1; i <= count; i++) {
    if (lines[i] == "") continue
    colon = index(lines[i], ":")
    if (!colon) fail("DASHBOARD_USERS has a line without a colon: it takes name:password, one a line")
    add_user("DASHBOARD_USERS", substr(lines[i], 1, colon - 1), "DASHBOARD_USERS", substr(lines[i], colon + 1))
  }
}

# RFC 8414, 3.1: the path of the issuer stands after the well-known one.
function oauth_path(issuer) {
  if (issuer !~ /^https?:\/\/[^\/]/) fail("JWT_ISSUER must start with http:// or https://")
  sub(/^https?:\/\/[^\/]*/, "", issuer)
  sub(/\/+$/, "", issuer)
  if (issuer !~ /^[A-Za-z0-9._~%\/-]*$/) fail("JWT_ISSUER has a character that its path must not hold")
  return "/.well-known/oauth-authorization-server" issuer
}

# What a given key becomes inside the stack: newer keys their JWT, others what they are.
function translated(given, prefix) {
  return (newer ? \
    "(" given " == \"" value_of["SUPABASE_SECRET_KEY"] "\" and \"" prefix value_of["SERVICE_ROLE_KEY_ASYMMETRIC"] "\") or " \
    "(" given " == \"" value_of["SUPABASE_PUBLISHABLE_KEY"] "\" and \"" prefix value_of["ANON_KEY_ASYMMETRIC"] "\") or " : "") \
    "(" given " and " given " ~= \"\" and \"" prefix "\" .. " given ")"
}

# A person's own token stays; without one, the key speaks; what is neither (a signature of S3) stays as well.
function authorization(given) {
  return "$((headers.authorization and headers.authorization:sub(1, 7):lower() == \"bearer \"" \
    " and headers.authorization:sub(8, 10) ~= \"sb_\" and headers.authorization) or " \
    translated(given, "Bearer ") " or headers.authorization)"
}

# Functions get their caller's own key; beside it, what a newer key stands for.
function functions_key() {
  if (!newer) return "$(nil)"
  return "$(" vouched("SUPABASE_SECRET_KEY", "SERVICE_ROLE_KEY_ASYMMETRIC") " or " \
    vouched("SUPABASE_PUBLISHABLE_KEY", "ANON_KEY_ASYMMETRIC") ")"
}

function vouched(opaque, asymmetric) {
  return "((headers.apikey == \"" value_of[opaque] "\" or headers.authorization == \"Bearer " value_of[opaque] "\")" \
    " and \"" value_of[asymmetric] "\")"
}

function read_keys(   i, names, set) {
  key("SUPABASE_ANON_KEY", needed("SUPABASE_ANON_KEY"))
  key("SUPABASE_SERVICE_KEY", needed("SUPABASE_SERVICE_KEY"))
  split("SUPABASE_PUBLISHABLE_KEY SUPABASE_SECRET_KEY ANON_KEY_ASYMMETRIC SERVICE_ROLE_KEY_ASYMMETRIC", names, " ")
  for (i = 1; i <= 4; i++) if (key(names[i], ENVIRON[names[i]]) != "") set++
  for (i = 1; i <= 4; i++) if (set && value_of[names[i]] == "") fail(names[i] " is empty: set all four of the newer keys, or none")
  newer = set == 4
}

BEGIN {
  read_keys()
  value_of["OAUTH_METADATA_PATH"] = oauth_path(ENVIRON["JWT_ISSUER"])
  value_of["AUTHORIZATION"] = authorization("(headers.apikey or query_params.apikey)")
  value_of["STORAGE_AUTHORIZATION"] = authorization("headers.apikey")
  value_of["REALTIME_KEY"] = "$(" translated("(headers.apikey or query_params.apikey)", "") ")"
  value_of["FUNCTIONS_KEY"] = functions_key()
}

# A consumer of the newer keys that has none is left out.
/^ *- key: / && match($0, /@[A-Z_]+@/) {
  name = substr($0, RSTART + 1, RLENGTH - 2)
  if (name in value_of && value_of[name] == "") next
}

/^# ${DASHBOARD_USERS_MARK}$/ { add_users(); printf "%s", users; next }

{
  out = ""
  while (match($0, /@[A-Z_]+@/)) {
    name = substr($0, RSTART + 1, RLENGTH - 2)
    if (!(name in value_of)) fail("the template asks for " name ", which this script does not know")
    out = out substr($0, 1, RSTART - 1) value_of[name]
    $0 = substr($0, RSTART + RLENGTH)
  }
  print out $0
}

END { if (failed) exit 1 }
`;
