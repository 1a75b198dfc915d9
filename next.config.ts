import type { NextConfig } from "next";

const root = import.meta.dirname;

const config: NextConfig = {
  output: "standalone",
  // A lock file in a folder above would otherwise be taken for the root of a monorepo.
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Nothing here is a photograph: no image optimiser, hence no sharp in the shipped folder.
  images: { unoptimized: true },
  outputFileTracingExcludes: {
    "/*": ["data/**", "e2e/**", "docs/**", "node_modules/sharp/**", "node_modules/@img/**"],
  },
};

export default config;
