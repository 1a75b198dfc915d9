import { FUNCTIONS_MAIN } from "@/lib/stacks/supabase/files/functions-main";
import { FUNCTIONS_IMPORTS, SAMPLE_FUNCTION } from "@/lib/stacks/supabase/files/functions-sample";

/** Where the volume of functions is mounted, in the one-shot and in the runtime alike. */
export const FUNCTIONS_FOLDER = "/home/deno/functions";

export const FUNCTIONS_SEED_SCRIPT_PATH = "/etc/slipway/functions-seed.sh";

const SEED_FOLDER = "/etc/slipway/functions";

export type FunctionsSeedFile = { name: string; target: string; content: string };

/** Mounted beside the volume, never inside it: what lies in the volume is the person's. */
export const functionsSeedFiles: readonly FunctionsSeedFile[] = [
  { name: "functions-main", target: `${SEED_FOLDER}/main.ts`, content: FUNCTIONS_MAIN },
  { name: "functions-hello", target: `${SEED_FOLDER}/hello.ts`, content: SAMPLE_FUNCTION },
  { name: "functions-imports", target: `${SEED_FOLDER}/deno.jsonc`, content: FUNCTIONS_IMPORTS },
];

/**
 * Script of the one-shot `functions-seed`. The folder `main` says that the volume was seeded: it is made last, so that a
 * run that was cut off is done again, and a sample that the person deleted does not come back. Nothing is overwritten.
 */
export function functionsSeed(source = SEED_FOLDER, target = FUNCTIONS_FOLDER): string {
  return `#!/bin/sh
set -eu
umask 022
source=${source}
target=${target}

if [ -e "$target/main" ]; then
  echo "The functions are there already."
  exit 0
fi

# A name in the volume either holds the whole file or does not exist: mv is atomic within a volume.
place() {
  if [ -e "$target/$2" ]; then return; fi
  rm -rf "$target/.seed"
  mkdir "$target/.seed"
  cp "$source/$1" "$target/.seed/index.ts"
  mv "$target/.seed" "$target/$2"
}

if [ ! -e "$target/deno.jsonc" ]; then
  cp "$source/deno.jsonc" "$target/.deno.jsonc"
  mv "$target/.deno.jsonc" "$target/deno.jsonc"
fi
place hello.ts hello
place main.ts main
echo "The functions main and hello were placed."
`;
}
