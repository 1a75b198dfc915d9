import { expect, it } from "vitest";
import { imageName } from "@/components/state/image-name";

it.each([
  ["directus/directus:12.4.0", "directus/directus:12.4.0"],
  ["127.0.0.1:5000/library/redis:8.0.2-alpine", "redis:8.0.2-alpine"],
  ["mirror.example.com/directus/directus:12.4.0", "directus/directus:12.4.0"],
  ["redis:8", "redis:8"],
])("%s is shown as %s", (reference, name) => {
  expect(imageName(reference)).toBe(name);
});
