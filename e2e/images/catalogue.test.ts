import { expect, test } from "vitest";
import { standInError } from "@/lib/jobs/stand-in";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { CADDY_IMAGE } from "@/lib/routing/caddy-project";
import { imageInRegistry } from "@/lib/stacks/image-reference";
import { kindExamples } from "@/lib/stacks/kind-examples";
import { type KindId, kinds } from "@/lib/stacks/registry";
import { renderStack } from "@/lib/stacks/render-stack";
import { validatedSettings } from "@/lib/stacks/validated-settings";
import { provenanceLabels } from "./build-image.mjs";
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
    else if (image.method === "config") expect(image.recipe).toBeUndefined();
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

const REGISTRY = "registry.test";
const held = new Set(testImages.map((image) => `${REGISTRY}/${imageReference(image)}`));

/** Every image that any example of the kind deploys in this version, as a registry holds it. */
function imagesOf(id: KindId, version: string): Set<string> {
  const kind = kinds[id];
  const examples = Object.values(kindExamples[id]);
  const images = examples.flatMap(({ settings: given, secrets: provided, access }) => {
    const secrets = secretsForKind(kind, seededRandom(id), new Date(0), provided);
    const settings = validatedSettings(kind, { ...given, version }, secrets);
    const { project } = renderStack({ kind, stackId: "1", name: "shop", settings, secrets, access });
    return Object.values(project.services).map(({ image }) => imageInRegistry(image, REGISTRY));
  });
  return new Set(images);
}

test("every image of each version that counts as tested can be had for tests", () => {
  for (const [id, { versions }] of Object.entries(kinds)) {
    const tested = versions.filter((version) => version.tested);
    expect(tested.length, id).toBeGreaterThan(0);
    for (const version of tested) {
      for (const image of imagesOf(id as KindId, version.id)) expect([...held], version.id).toContain(image);
    }
  }
});

test("the Caddy in front of domains can be had for tests", () => {
  expect([...held]).toContain(imageInRegistry(CADDY_IMAGE, REGISTRY));
});

test("every product's image that is built is deployed by a version that is offered", () => {
  const offered = Object.entries(kinds).flatMap(([id, { versions }]) =>
    versions.flatMap((version) => [...imagesOf(id as KindId, version.id)]),
  );
  offered.push(imageInRegistry(CADDY_IMAGE, REGISTRY));
  const products = testImages.filter(({ repository }) => !repository.startsWith("slipway-test/"));
  expect(products.length).toBeGreaterThan(0);
  for (const image of products) expect(offered).toContain(`${REGISTRY}/${imageReference(image)}`);
});

test("outside of tests, the panel refuses every image that is not the product's own software", () => {
  for (const image of testImages) {
    const refusal = standInError(imageReference(image), { labels: provenanceLabels(image) });
    expect(refusal === null, image.name).toBe(image.provenance === "real");
  }
});
