import { describe, expect, it } from "vitest";
import { composeFailure } from "@/lib/adapters/docker/compose-failure";
import { translateEngineText } from "@/lib/adapters/docker/translate-text";

describe("the engine's texts", () => {
  it.each([
    [
      "driver failed programming external connectivity on endpoint shop-db-1 (0f): Bind for 0.0.0.0:8055 failed: port is already allocated",
      "port-in-use 8055",
    ],
    [
      "Error starting userland proxy: listen tcp4 127.0.0.1:8055: bind: address already in use",
      "port-in-use 8055",
    ],
    [
      "failed to set up container networking: driver failed programming external connectivity on endpoint a (b): failed to bind host port 0.0.0.0:8055/tcp: address already in use",
      "port-in-use 8055",
    ],
    [
      "failed to bind host port for 0.0.0.0:8055:172.18.0.2:8055/tcp: address already in use",
      "port-in-use 8055",
    ],
    ["listen tcp4 [::]:8055: bind: address already in use", "port-in-use 8055"],
    ["listen tcp4 10.9.8.7:80: bind: cannot assign requested address", "settings-invalid"],
    ["write /var/lib/docker/tmp/GetImageBlob1: no space left on device", "disk-full"],
    ["no matching manifest for linux/arm64/v8 in the manifest list entries", "architecture-unsupported"],
    ["toomanyrequests: You have reached your pull rate limit", "image-pull-failed"],
    ['Head "https://r/v2/a/manifests/1": unauthorized: authentication required', "image-login-refused"],
    ['Get "http://127.0.0.1:1/v2/a/manifests/1": no basic auth credentials', "image-login-refused"],
    [
      "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      "image-login-refused",
    ],
    ["manifest for a/b:9 not found: manifest unknown: manifest unknown", "image-missing"],
    ['failed to resolve reference "docker.io/a/b:9": docker.io/a/b:9: not found', "image-missing"],
    ["name unknown: repository name not known to registry", "image-missing"],
    ["No such image: a/b:1", "image-missing"],
    ['Get "https://r/v2/": dial tcp: lookup r on 127.0.0.53:53: no such host', "image-pull-failed"],
    ["unexpected EOF", "image-pull-failed"],
    ["read tcp 1.2.3.4:5->6.7.8.9:443: read: connection reset by peer", "image-pull-failed"],
    ["filesystem layer verification failed for digest sha256:00", "image-pull-failed"],
    ['Get "https://r/v2/": x509: certificate signed by unknown authority', "image-pull-failed"],
    [
      "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network",
      "engine-error",
    ],
    ["all predefined address pools have been fully subnetted", "engine-error"],
    [
      'Conflict. The container name "/shop-db-1" is already in use by container "0f". You have to remove (or rename) that container',
      "name-taken",
    ],
    ["Container 0f is not running", "service-exited"],
    ["something that nobody has ever seen", undefined],
  ])("%s", (text, expected) => {
    const error = translateEngineText(text, { image: "a/b:1" });
    const port = error?.details.port;
    expect(error && `${error.code}${port === undefined ? "" : ` ${String(port)}`}`).toBe(expected);
    if (error !== undefined) expect(error.details.fix).toBeTruthy();
  });
});

describe("a registry that cannot be pulled from", () => {
  const get = 'Get "https://r.example:5000/v2/": ';
  it.each([
    [
      `${get}dial tcp 192.0.2.9:5000: connect: connection refused`,
      "no registry answers at 192.0.2.9:5000, the connection is refused",
      "SLIPWAY_REGISTRY",
    ],
    [
      `${get}dial tcp [2001:db8::9]:5000: i/o timeout`,
      "no registry answers at [2001:db8::9]:5000, it cannot be reached from here",
      "firewall",
    ],
    [
      `${get}dial tcp 192.0.2.9:5000: connect: no route to host`,
      "no registry answers at 192.0.2.9:5000, it cannot be reached from here",
      "firewall",
    ],
    [
      `${get}net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
      "the registry r.example:5000 does not answer in time",
      "firewall",
    ],
    [
      `${get}net/http: TLS handshake timeout`,
      "the registry r.example:5000 does not answer in time",
      "firewall",
    ],
    [
      `${get}dial tcp: lookup r.example on 127.0.0.53:53: no such host`,
      "the name r.example cannot be resolved",
      "name servers",
    ],
    [
      `${get}dial tcp: lookup r.example: Temporary failure in name resolution`,
      "the name r.example cannot be resolved",
      "name servers",
    ],
    [
      `${get}dial tcp: lookup r.example on 10.0.0.2:53: read udp 10.0.0.1:4->10.0.0.2:53: i/o timeout`,
      "the name r.example cannot be resolved",
      "name servers",
    ],
    [
      `${get}http: server gave HTTP response to HTTPS client`,
      "the registry r.example:5000 speaks plain http, which the engine does not allow",
      '"insecure-registries": ["r.example:5000"]',
    ],
    [
      "http: server gave HTTP response to HTTPS client",
      "its registry speaks plain http, which the engine does not allow",
      '"insecure-registries": ["HOST:PORT"]',
    ],
    [
      `${get}x509: certificate signed by unknown authority`,
      "the engine does not trust the certificate of the registry r.example:5000",
      "/etc/docker/certs.d/r.example:5000/ca.crt",
    ],
    [
      `${get}tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time …`,
      "the certificate of the registry r.example:5000 has expired, or is not valid yet",
      "clock",
    ],
    [
      `${get}x509: certificate is valid for other.example, not r.example`,
      "the certificate of the registry r.example:5000 is for another name",
      "the name that the certificate is for",
    ],
    [
      `${get}x509: cannot validate certificate for 192.0.2.9 because it doesn't contain any IP SANs`,
      "the certificate of the registry r.example:5000 is for another name",
      "the name that the certificate is for",
    ],
  ])("%s", (text, cause, fix) => {
    const error = translateEngineText(text, { image: "a/b:1" });
    expect(error).toMatchObject({ code: "image-pull-failed", details: { evidence: [text] } });
    expect(error?.message).toBe(`a/b:1 could not be pulled: ${cause}`);
    expect(error?.details.fix).toContain(fix);
  });

  it("is told apart from a line that broke in the middle", () => {
    const error = translateEngineText("read tcp 192.0.2.1:5->192.0.2.9:443: read: connection reset by peer", {
      image: "a/b:1",
    });
    expect(error?.message).toBe("The pull of a/b:1 broke off");
  });
});

describe("what Compose writes before it gives up", () => {
  const failure = (...lines: string[]) => {
    const { code, message, details } = composeFailure("bring the stack up", 1, lines, "/run/docker.sock");
    return { code, message, evidence: details.evidence };
  };

  it("names the cause of the last line, without progress among the evidence", () => {
    expect(
      failure(
        " Network shop_default  Created",
        " Container shop-db-1  Starting",
        "Error response from daemon: driver failed programming external connectivity on endpoint shop-db-1 (0f): Bind for 127.0.0.1:5432 failed: port is already allocated",
      ),
    ).toMatchObject({ code: "port-in-use", evidence: [expect.stringContaining("5432")] });
  });

  it.each([
    ["dependency failed to start: container shop-db-1 is unhealthy", "service-unhealthy"],
    ["dependency failed to start: container shop-db-1 exited (1)", "service-exited"],
    ['service "init" didn\'t complete successfully: exit 3', "service-exited"],
    ["Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", "engine-unreachable"],
    [
      "permission denied while trying to connect to the Docker daemon socket at unix:///x",
      "engine-unreachable",
    ],
    ['error during connect: Post "http://x/containers/create": EOF', "engine-unreachable"],
    ["Error response from daemon: No such image: a/b:1", "image-missing"],
    ["Error response from daemon: unauthorized use of a word that a pull would also use", "compose-failed"],
    ["yaml: line 3: mapping values are not allowed in this context", "compose-failed"],
  ])("%s", (line, code) => {
    expect(failure(line).code).toBe(code);
  });

  it("says something also when Compose said nothing", () => {
    expect(failure()).toMatchObject({
      code: "compose-failed",
      message: expect.stringContaining("ended with 1"),
    });
  });
});
