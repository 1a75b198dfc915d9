import { PanelError } from "@/lib/errors";

const REGISTRY = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;
const DOCKER_HUB = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/**
 * The image as the given registry holds it.
 *
 * Images of Docker Hub keep their full path (`redis:7` is `library/redis:7` there). An image of another registry gets
 * that registry's name as the first part of its path (`ghcr.io/a/b:1` → `<registry>/ghcr.io/a/b:1`), so that images of
 * two sources never meet; a colon of its port becomes a hyphen, since a path cannot hold one.
 * @param registry `host`, `host:port`, either with a path behind it
 * @throws PanelError `environment-invalid` when the registry is not of that form
 */
export function imageInRegistry(image: string, registry: string): string {
  if (!REGISTRY.test(registry)) {
    throw new PanelError("environment-invalid", `SLIPWAY_REGISTRY “${registry}” is not a registry`, {
      fix: "Write host:port, or host:port/path, without https:// and without a slash at the end",
    });
  }
  const slash = image.indexOf("/");
  const first = slash === -1 ? "" : image.slice(0, slash);
  // The rule by which Docker tells a registry from a user name: a dot, a colon, or `localhost`.
  const namesRegistry = first.includes(".") || first.includes(":") || first === "localhost";
  if (!namesRegistry) return `${registry}/${first === "" ? `library/${image}` : image}`;
  const path = image.slice(slash + 1);
  if (DOCKER_HUB.has(first)) return `${registry}/${path.includes("/") ? path : `library/${path}`}`;
  return `${registry}/${first.replace(":", "-")}/${path}`;
}
