import { describe, expect, it } from "vitest";
import { imageInRegistry } from "@/lib/stacks/image-reference";

describe("imageInRegistry", () => {
  it.each([
    ["directus/directus:12.4.0", "mirror:5000/directus/directus:12.4.0"],
    ["redis:7", "mirror:5000/library/redis:7"],
    ["docker.io/redis:7", "mirror:5000/library/redis:7"],
    ["docker.io/directus/directus:12.4.0", "mirror:5000/directus/directus:12.4.0"],
    ["ghcr.io/a/b:1.2", "mirror:5000/ghcr.io/a/b:1.2"],
    ["localhost:5001/a/b:1.2", "mirror:5000/localhost-5001/a/b:1.2"],
    [`a/b@sha256:${"0".repeat(64)}`, `mirror:5000/a/b@sha256:${"0".repeat(64)}`],
  ])("maps %s", (image, mapped) => {
    expect(imageInRegistry(image, "mirror:5000")).toBe(mapped);
  });

  it("takes a path behind the registry", () => {
    expect(imageInRegistry("redis:7", "harbor.example.com/hub")).toBe(
      "harbor.example.com/hub/library/redis:7",
    );
  });

  it.each(["https://mirror:5000", "mirror:5000/", "mir ror", "", "mirror:5000/UP", "a:b:c"])(
    "refuses %j",
    (registry) => {
      expect(() => imageInRegistry("redis:7", registry)).toThrow(
        expect.objectContaining({ code: "environment-invalid" }),
      );
    },
  );
});
