import { createHash } from "node:crypto";

/**
 * Hashes of values that stand as examples in upstream's `.env.example`, of this and of earlier releases: everybody has
 * them. Hashes, so that no such value stands in here.
 */
const PUBLISHED: ReadonlySet<string> = new Set([
  "sha256-U9PrPZUAzc2745wDDrKVlDi8xFnV3pOA2yo8hbXeU2A=",
  "sha256-FFPOotw3mekCbkKz5GXkVSVtWhSVguTFuS1MjWBHMaI=",
  "sha256-gNHBks8iEMUoIXnMmYn0vi6bJGBdqr4bx9oQ/Z7YQu0=",
  "sha256-UvAEQ4+veAJ0yclfedHPOdI1X7zwNYmfwCQrFDfzDfM=",
  "sha256-ClPAmS7a6M6wTHoy7ke0mtCyKcF7Bz6MJGgxEchD1F4=",
  "sha256-YnUH8Esz+0NAAbg/odc7OcfZqI8rmjrsZSUnp/DqVxo=",
  "sha256-T+td8X4x2mWJcUZ/B56d+pRnEsAoE4b+YxgwvfoeczI=",
  "sha256-JysflyhWOL5UUEnJ1W7QwHslL68NR4ZwaEgtKyN0oqk=",
  "sha256-sPOpbe11n2xfE9J4gf/L/Xgh/Wu1hYsKuBnnoYfkZFI=",
  "sha256-f1ntr6TVAsoBVrj93yg5RjTXexhDg4tXg6fJyV/L0y8=",
  "sha256-OQ1HV78bdeMFmEyZze37HnwgGi0UOlPPvDUHX6X5pW8=",
  "sha256-n6A/wc14/4WuyfkB+Tg79cPfvuk8fafVufUmiYqdeoQ=",
  "sha256-W/prKo5UFReP3LQBIP5AH1T5Ni92F0KLM3m+My1nZEQ=",
  "sha256-vg2Duyhu5/oeVJQxfiW9iK2RW72MkrXvutpjcx2FggE=",
  "sha256-dntVvqkIo2ei8tieS+CBt4MdMrIqt5/Cqj1xZZPEVds=",
]);

/** Beginnings of upstream's examples, for those that it words anew from time to time. */
const EXAMPLE = /^your-|insecure/;

/** Whether upstream publishes the value, so that it protects nothing. */
export function isPublished(value: string): boolean {
  return (
    EXAMPLE.test(value) || PUBLISHED.has(`sha256-${createHash("sha256").update(value).digest("base64")}`)
  );
}
