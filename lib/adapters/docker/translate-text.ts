import { REGISTRY_RULES } from "@/lib/adapters/docker/registry-rules";
import type { TextRule } from "@/lib/adapters/docker/text-rule";
import { PanelError } from "@/lib/errors";

export type TextContext = { image?: string | undefined; cause?: unknown };

/**
 * The engine names most causes in words only, and Compose passes them on. Texts of Docker Engine 20.10 to 29, of
 * containerd and of the registry protocol (distribution-spec error codes). The first rule that fits wins.
 */
const RULES: readonly TextRule[] = [
  {
    pattern:
      /(?:Bind for|listen (?:tcp|udp)\d?|failed to bind host port(?: for)?) (\[?[0-9a-fA-F.:]*?\]?):(\d+)\b.*(?:port is already allocated|address already in use)/s,
    code: "port-in-use",
    message: (match) => `Port ${match[2]} is already in use on this host`,
    fix: "Choose another port, or stop what holds it.",
    details: (match) => ({ hostIp: match[1], port: Number(match[2]) }),
  },
  {
    pattern: /port is already allocated|address already in use/,
    code: "port-in-use",
    message: () => "A port that the stack publishes is already in use on this host",
    fix: "Choose another port, or stop what holds it.",
  },
  {
    pattern: /listen (?:tcp|udp)\d? (\S+):(\d+): bind: cannot assign requested address/,
    code: "settings-invalid",
    message: (match) => `This host has no address ${match[1]} to publish port ${match[2]} on`,
    fix: "Choose an address of this host.",
  },
  {
    pattern: /no space left on device|disk quota exceeded/i,
    code: "disk-full",
    message: () => "The engine's disk is full",
    fix: "Free space on the disk that holds the engine's data (docker system df shows what takes it), then try again.",
  },
  {
    pattern: /no matching manifest for (\S+)|image.*platform \(([^)]+)\) does not match/,
    code: "architecture-unsupported",
    message: (match, image) => `${image} does not exist for this host's processor (${match[1] ?? match[2]})`,
    fix: "Choose a version that is built for this processor, or another host.",
  },
  {
    pattern: /toomanyrequests|pull rate limit|429 Too Many Requests/i,
    code: "image-pull-failed",
    ofPull: true,
    message: (_match, image) =>
      `The registry refuses to hand out ${image} just now: its pull limit is reached`,
    fix: "Wait until the limit is lifted, or give the registry's credentials.",
  },
  {
    pattern:
      /unauthorized|no basic auth credentials|incorrect username or password|requested access to the resource is denied|pull access denied|denied: |403 Forbidden|401 Unauthorized|authentication required/i,
    code: "image-login-refused",
    ofPull: true,
    message: (_match, image) => `The registry refuses to hand out ${image}: the login is missing or wrong`,
    fix: "Check the image's name and the registry's credentials.",
  },
  {
    pattern:
      /manifest unknown|manifest for \S+ not found|name unknown|name not known|repository \S+ not found|failed to resolve reference \S+ not found|: not found: manifest|docker\.io\/\S+: not found/i,
    code: "image-missing",
    message: (_match, image) => `${image} does not exist in its registry`,
    fix: "Check the image's name and version.",
  },
  {
    pattern: /No such image: (\S+)/,
    code: "image-missing",
    message: (match) => `${match[1]} is not on this engine`,
    fix: "It was removed meanwhile: deploy again, and it is pulled.",
  },
  ...REGISTRY_RULES,
  {
    pattern: /address pools have been fully subnetted|non-overlapping IPv4 address pool/,
    code: "engine-error",
    message: () => "The engine has no network addresses left for another network",
    fix: "Remove networks that nothing uses (docker network ls), or widen default-address-pools in the engine's settings.",
    details: () => ({ reason: "network-pool-exhausted" }),
  },
  {
    pattern: /container name "\/?([^"]+)" is already in use/,
    code: "name-taken",
    message: (match) => `A container named ${match[1]} exists already`,
    fix: "Remove or rename that container, or give the stack another name.",
    details: (match) => ({ container: match[1] }),
  },
  {
    pattern: /cannot allocate memory|minimum memory limit allowed/i,
    code: "memory-too-small",
    message: () => "There is not enough memory to start the container",
    fix: "Free memory on the host, or raise the service's memory limit.",
  },
  {
    pattern: /Container (\S+) is (?:not running|restarting)/i,
    code: "service-exited",
    message: () => "The container does not run",
    fix: "Start it first; its log says why it ended.",
  },
];

/** Names the cause that an engine's text holds; undefined when no rule knows it. */
export function translateEngineText(text: string, context: TextContext = {}): PanelError | undefined {
  for (const rule of RULES) {
    if (rule.ofPull && context.image === undefined) continue;
    const match = rule.pattern.exec(text);
    if (match === null) continue;
    const image = context.image ?? "The image";
    return new PanelError(
      rule.code,
      rule.message(match, image),
      {
        fix: typeof rule.fix === "string" ? rule.fix : rule.fix(match),
        evidence: [text.trim().slice(0, 500)],
        ...rule.details?.(match),
      },
      context.cause,
    );
  }
  return undefined;
}
