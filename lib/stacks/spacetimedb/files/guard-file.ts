export const GUARD_FILE_PATH = "/etc/slipway/Caddyfile";

export const GUARD_PORT = 8080;

const REFUSAL =
  "This address passes on connections of clients, identities and the ping only. Publish, query and read logs through the other port of this stack, on its server.";

/**
 * What the guard passes on, after upstream's advice for servers that others reach. What matched is what is passed on,
 * written anew: of an encoded path, Caddy and the server could each see another one. A request that the server does not
 * answer is logged as an error, and clients carry their token in the query.
 * @see https://caddyserver.com/docs/caddyfile
 */
export function guardFile(server: string): string {
  return `{
	admin off
	auto_https off
	log {
		format filter {
			wrap json
			fields {
				request>uri query {
					replace token REDACTED
				}
				request>headers>Authorization delete
			}
		}
	}
}

:${GUARD_PORT} {
	log {
		output discard
	}

	@subscribe {
		method GET
		path_regexp subscribe ^/v1/database/([A-Za-z0-9_-]+)/subscribe$
	}
	handle @subscribe {
		rewrite * /v1/database/{re.subscribe.1}/subscribe?{query}
		reverse_proxy ${server}
	}

	@identity {
		method GET POST OPTIONS
		path_regexp identity ^(/v1/identity(/(public-key|websocket-token|[0-9a-f]+/(verify|databases)))?)$
	}
	handle @identity {
		rewrite * {re.identity.1}?{query}
		reverse_proxy ${server}
	}

	@ping {
		method GET OPTIONS
		path /v1/ping
	}
	handle @ping {
		rewrite * /v1/ping?{query}
		reverse_proxy ${server}
	}

	handle {
		respond ${JSON.stringify(REFUSAL)} 403
	}
}
`;
}
