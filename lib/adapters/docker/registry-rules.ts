import type { TextRule } from "@/lib/adapters/docker/text-rule";

const LINE_FIX =
  "Check that the registry runs, that SLIPWAY_REGISTRY or the image names it right, and this host's way to it (proxy, firewall).";

/** Why a pull did not get through to its registry, or not to its end. */
export const REGISTRY_RULES: readonly TextRule[] = [
  {
    pattern:
      /lookup (\S+?):? .*(?:no such host|server misbehaving|Temporary failure in name resolution|i\/o timeout|connection refused)/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) => `${image} could not be pulled: the name ${match[1]} cannot be resolved`,
    fix: "Check the registry's name, the host's name servers and its way to the internet.",
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: ${registryOf(match)} speaks plain http, which the engine does not allow`,
    fix: (match) =>
      `Give the registry a certificate, or allow it in /etc/docker/daemon.json ("insecure-registries": ["${hostIn(match) ?? "HOST:PORT"}"]) and restart the engine.`,
  },
  {
    pattern: /x509: certificate (?:has expired|is not yet valid)/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: the certificate of ${registryOf(match)} has expired, or is not valid yet`,
    fix: "Renew the registry's certificate, and look whether this host's clock is right.",
  },
  {
    pattern: /x509: (?:certificate is (?:not )?valid for|cannot validate certificate for)/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: the certificate of ${registryOf(match)} is for another name`,
    fix: "Use the name that the certificate is for, or give the registry a certificate for this one.",
  },
  {
    pattern: /TLS handshake timeout/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) => `${image} could not be pulled: ${registryOf(match)} does not answer in time`,
    fix: LINE_FIX,
  },
  {
    pattern: /x509: |tls: |certificate/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: the engine does not trust the certificate of ${registryOf(match)}`,
    fix: (match) =>
      `Put the certificate of the registry's authority into /etc/docker/certs.d/${hostIn(match) ?? "HOST:PORT"}/ca.crt, or fix the registry's certificate.`,
  },
  {
    pattern:
      /filesystem layer verification failed|failed verification|digest mismatch|unexpected commit digest/i,
    code: "image-pull-failed",
    ofPull: true,
    message: (_match, image) =>
      `${image} arrived damaged: a layer does not have the content that its name promises`,
    fix: "Try again; if it stays, the registry or a proxy before it alters what it hands out.",
  },
  {
    pattern: /dial tcp (\S+:\d+): connect: connection refused/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: no registry answers at ${match[1]}, the connection is refused`,
    fix: LINE_FIX,
  },
  {
    pattern:
      /dial tcp (\S+:\d+): (?:i\/o timeout|connect: (?:connection timed out|no route to host|network is unreachable|host is down))/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) =>
      `${image} could not be pulled: no registry answers at ${match[1]}, it cannot be reached from here`,
    fix: LINE_FIX,
  },
  {
    pattern: /while (?:waiting for connection|awaiting headers)/,
    code: "image-pull-failed",
    ofPull: true,
    message: (match, image) => `${image} could not be pulled: ${registryOf(match)} does not answer in time`,
    fix: LINE_FIX,
  },
  {
    pattern:
      /unexpected EOF|connection reset|connection refused|i\/o timeout|Client\.Timeout exceeded|context deadline exceeded|request canceled|broken pipe|short read|received unexpected HTTP status|unknown blob|blob unknown|no route to host|network is unreachable/i,
    code: "image-pull-failed",
    ofPull: true,
    message: (_match, image) => `The pull of ${image} broke off`,
    fix: "Check the connection to the registry and try again; layers that are complete are kept.",
  },
];

function registryOf(match: RegExpExecArray): string {
  const host = hostIn(match);
  return host === undefined ? "its registry" : `the registry ${host}`;
}

function hostIn({ input }: RegExpExecArray): string | undefined {
  return /https?:\/\/([^/"\s]+)/.exec(input)?.[1];
}
