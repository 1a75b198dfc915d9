import type { SettingFields } from "@/lib/stacks/settings";

const on = { field: "websocketsEnabled", is: true } as const;

export const realtimeFields = {
  websocketsEnabled: {
    type: "boolean",
    label: "WebSockets",
    help: "Live changes for clients, and editing together.",
    topic: "realtime",
    default: false,
    variable: "WEBSOCKETS_ENABLED",
  },
  websocketsRestAuth: {
    type: "choice",
    label: "Who may connect",
    topic: "realtime",
    default: "handshake",
    options: [
      { value: "handshake", label: "Whoever signs in as the first message" },
      { value: "strict", label: "Whoever sends a token with the connection" },
      { value: "public", label: "Everybody, with the rights of the public role" },
    ],
    variable: "WEBSOCKETS_REST_AUTH",
    when: on,
  },
  websocketsGraphql: {
    type: "boolean",
    label: "GraphQL subscriptions",
    topic: "realtime",
    default: true,
    variable: "WEBSOCKETS_GRAPHQL_ENABLED",
    when: on,
  },
  websocketsHeartbeatSeconds: {
    type: "number",
    label: "Heartbeat",
    help: "Silent connections are closed after it.",
    topic: "realtime",
    default: 30,
    min: 5,
    max: 3600,
    unit: "s",
    advanced: true,
    variable: "WEBSOCKETS_HEARTBEAT_PERIOD",
    when: on,
  },
} as const satisfies SettingFields;
