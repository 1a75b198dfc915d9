import { putImage, type RegistryAddress, readImage, uploadBlob } from "@/e2e/registry/registry-client.mjs";

/** Copies a whole image from one registry to another. */
export async function copyImage(
  from: RegistryAddress,
  to: RegistryAddress,
  repository: string,
  tag: string,
): Promise<void> {
  const found = await readImage(from, repository, tag);
  if (found === undefined) throw new Error(`${from.url} has no ${repository}:${tag}`);
  for (const { digest } of found.manifest.layers) {
    const answer = await fetch(new URL(`/v2/${repository}/blobs/${digest}`, from.url));
    if (!answer.ok) throw new Error(`The registry answered ${answer.status} for a layer of ${repository}`);
    await uploadBlob(to, repository, Buffer.from(await answer.arrayBuffer()));
  }
  await putImage(to, repository, tag, found.config, found.manifest.layers);
}
