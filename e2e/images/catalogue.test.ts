import { expect, test } from "vitest";
import { imageReference, testImages } from "./catalogue.mjs";
import { inputHash, recipeFiles } from "./input-hash.mjs";

test("names and references are unique, and every image comes after the one below it", () => {
  expect(new Set(testImages.map((image) => image.name)).size).toBe(testImages.length);
  expect(new Set(testImages.map(imageReference)).size).toBe(testImages.length);
  for (const [index, image] of testImages.entries()) {
    if (!image.from) continue;
    const below = testImages.findIndex((each) => each.name === image.from);
    expect(below, image.name).toBeGreaterThanOrEqual(0);
    expect(below, image.name).toBeLessThan(index);
  }
});

test("what a product's stack runs reports its own version", () => {
  for (const image of testImages) {
    if (image.provenance === "real" && !image.intermediate) {
      expect(image.software?.length, image.name).toBeGreaterThan(0);
    }
  }
});

test("every recipe has what its method reads", async () => {
  for (const image of testImages) {
    if (image.method === "suite") expect(image.inputs.suite).toMatch(/^[a-z]+$/);
    else {
      const wanted = image.method === "busybox" ? "tiny.sh" : "build.sh";
      expect(await recipeFiles(image.recipe ?? "")).toContain(`${image.recipe}/${wanted}`);
    }
  }
});

test("the hash follows the image, its versions and the image below", async () => {
  const [older, newer] = testImages.filter((image) => image.repository === "directus/directus");
  if (!older || !newer) throw new Error("two Directus versions were expected");
  expect(await inputHash(older)).toBe(await inputHash({ ...older }));
  expect(await inputHash(older)).not.toBe(await inputHash(newer));
  expect(await inputHash(older)).not.toBe(await inputHash({ ...older, from: "debian" }));
  expect(await inputHash(older)).not.toBe(
    await inputHash({ ...older, config: { ...older.config, User: "1" } }),
  );
});
