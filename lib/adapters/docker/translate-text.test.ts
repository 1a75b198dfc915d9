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
