import type { PaletteItem } from "@/components/shell/palette-item";
import { stateWord } from "@/components/state/display-state";
import { hasRole, type Role } from "@/lib/api/contract/roles";
import type { StackView } from "@/lib/api/contract/stack-views";

/** Places whose whole point is to do something. */
const OPERATOR_PLACES: readonly PaletteItem[] = [
  {
    id: "go-new",
    group: "Actions",
    title: "New stack",
    icon: "new",
    shortcut: "N",
    target: { href: "/new" },
  },
  {
    id: "go-import",
    group: "Actions",
    title: "Import a Supabase",
    detail: "from an existing .env",
    icon: "new",
    target: { href: "/new/import" },
  },
  {
    id: "go-keys",
    group: "Go to",
    title: "Keys",
    detail: "Supabase JWT keys",
    keywords: ["anon", "service_role"],
    icon: "keys",
    target: { href: "/keys" },
  },
  keyTool("Supabase key set", "supabase"),
  keyTool("Directus keys", "directus"),
  keyTool("SpacetimeDB key pair", "spacetimedb"),
  keyTool("Random secrets", "random"),
  keyTool("Decode and verify a token", "verify"),
];

const PLACES: readonly PaletteItem[] = [
  { id: "go-stacks", group: "Go to", title: "Stacks", icon: "stack", target: { href: "/" } },
  { id: "go-activity", group: "Go to", title: "Activity", icon: "activity", target: { href: "/activity" } },
  { id: "go-engine", group: "Go to", title: "Engine", icon: "engine", target: { href: "/engine" } },
  { id: "go-settings", group: "Go to", title: "Settings", icon: "settings", target: { href: "/settings" } },
  {
    id: "go-tokens",
    group: "Go to",
    title: "API tokens",
    detail: "programs that act in your name",
    icon: "keys",
    target: { href: "/settings/tokens" },
  },
  {
    id: "go-api",
    group: "Go to",
    title: "API",
    detail: "every call, with an example",
    keywords: ["openapi", "curl", "rest"],
    icon: "keys",
    target: { href: "/settings/api" },
  },
  { id: "sign-out", group: "Actions", title: "Sign out", icon: "sign-out", target: { action: "sign-out" } },
];

function keyTool(title: string, path: string): PaletteItem {
  return { id: `go-keys-${path}`, group: "Go to", title, icon: "keys", target: { href: `/keys/${path}` } };
}

const OWNER_PLACES: readonly PaletteItem[] = [
  ownerPlace("People", "accounts and invitations", "settings"),
  ownerPlace("Audit", "who did what", "activity"),
  ownerPlace("Access", "the panel's address and certificate", "settings", ["https", "tls", "fingerprint"]),
  ownerPlace("Backups", "of the panel's own data", "files", ["restore", "s3", "passphrase"]),
  ownerPlace("Domains", "names, certificates and DNS", "open", ["caddy", "https", "acme"]),
];

/** A page of the settings whose path is its title. */
function ownerPlace(
  title: string,
  detail: string,
  icon: PaletteItem["icon"],
  keywords?: readonly string[],
): PaletteItem {
  const path = title.toLowerCase();
  return {
    ...{ id: `go-${path}`, group: "Go to", title, detail, icon },
    ...(keywords && { keywords }),
    target: { href: `/settings/${path}` },
  };
}

/** Everything that the palette reaches: each stack, its services, what the person may do to it, and the pages. */
export function paletteItems(stacks: readonly StackView[], role: Role): PaletteItem[] {
  const operates = hasRole(role, "operator");
  return [
    ...stacks.flatMap((stack) => stackItems(stack, operates)),
    ...(operates ? OPERATOR_PLACES : []),
    ...PLACES,
    ...(hasRole(role, "owner") ? OWNER_PLACES : []),
  ];
}

function stackItems(stack: StackView, operates: boolean): PaletteItem[] {
  const { id, name, kind } = stack;
  const href = `/stacks/${encodeURIComponent(name)}`;
  const page = (title: string, path: string, icon: PaletteItem["icon"]): PaletteItem => ({
    id: `${id}-${path}`,
    group: "Pages",
    title: `${title} of ${name}`,
    icon,
    target: { href: `${href}/${path}` },
  });
  const act = (title: string, verb: string, icon: PaletteItem["icon"]): PaletteItem => ({
    id: `${id}-${verb}`,
    group: "Actions",
    title: `${title} ${name}`,
    icon,
    target: { action: `${verb}:${id}` },
  });
  const stopped = stack.state === "stopped";
  return [
    {
      id,
      group: "Stacks",
      title: name,
      detail: stack.reason,
      kind,
      state: stack.state,
      stateWord: stateWord(stack.state),
      target: { href },
    },
    ...stack.services.map(
      (service): PaletteItem => ({
        id: `${id}-service-${service.name}`,
        group: "Services",
        title: service.name,
        detail: `in ${name}, logs`,
        icon: "service",
        state: service.state,
        stateWord: stateWord(service.state),
        target: { href: `${href}/logs?service=${encodeURIComponent(service.name)}` },
      }),
    ),
    page("Logs", "logs", "logs"),
    ...(operates ? [page("Settings", "settings", "settings"), page("Plan", "plan", "deploy")] : []),
    page("Keys", "keys", "keys"),
    page("Files", "files", "files"),
    page("Activity", "activity", "activity"),
    ...(stack.activeJob || !operates
      ? []
      : stopped
        ? [act("Start", "start", "start")]
        : [act("Restart", "restart", "restart"), act("Stop", "stop", "stop")]),
  ];
}
