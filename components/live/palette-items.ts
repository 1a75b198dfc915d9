import type { PaletteItem } from "@/components/shell/palette-item";
import { stateWord } from "@/components/state/display-state";
import type { StackView } from "@/lib/api/contract/views";

const PLACES: readonly PaletteItem[] = [
  {
    id: "go-new",
    group: "Actions",
    title: "New stack",
    icon: "new",
    shortcut: "N",
    target: { href: "/new" },
  },
  { id: "go-stacks", group: "Go to", title: "Stacks", icon: "stack", target: { href: "/" } },
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
  { id: "go-activity", group: "Go to", title: "Activity", icon: "activity", target: { href: "/activity" } },
  { id: "go-engine", group: "Go to", title: "Engine", icon: "engine", target: { href: "/engine" } },
  { id: "go-settings", group: "Go to", title: "Settings", icon: "settings", target: { href: "/settings" } },
  { id: "sign-out", group: "Actions", title: "Sign out", icon: "sign-out", target: { action: "sign-out" } },
];

function keyTool(title: string, path: string): PaletteItem {
  return { id: `go-keys-${path}`, group: "Go to", title, icon: "keys", target: { href: `/keys/${path}` } };
}

/** Everything that the palette reaches: each stack, its services, what can be done to it, and the pages. */
export function paletteItems(stacks: readonly StackView[]): PaletteItem[] {
  return [...stacks.flatMap(stackItems), ...PLACES];
}

function stackItems(stack: StackView): PaletteItem[] {
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
    page("Settings", "settings", "settings"),
    page("Files", "files", "files"),
    ...(stack.activeJob
      ? []
      : stopped
        ? [act("Start", "start", "start")]
        : [act("Restart", "restart", "restart"), act("Stop", "stop", "stop")]),
  ];
}
