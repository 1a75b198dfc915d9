import type { FieldIssue } from "@/lib/errors";
import { type SpacetimedbSettings, spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { layoutOf } from "@/lib/stacks/spacetimedb/layout";
import { readFreeParameters } from "@/lib/stacks/spacetimedb/start/free-parameters";
import { pagePoolProblem, pathProblem } from "@/lib/stacks/spacetimedb/start/value-problems";
import { deployedVersion } from "@/lib/stacks/spacetimedb/versions";

/** Start parameters that the server would end at, and files that it could not write. */
export function startIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const { pagePoolMaxSize, startParameters } = settings;
  const pool = pagePoolMaxSize === "" ? undefined : pagePoolProblem(pagePoolMaxSize);
  const { problems } = readFreeParameters(startParameters, deployedVersion(settings));
  return [
    ...(pool === undefined
      ? []
      : [{ field: "pagePoolMaxSize", message: `${spacetimedbFields.pagePoolMaxSize.label} ${pool}` }]),
    ...flamegraphIssues(settings),
    ...problems.map((message) => ({ field: "startParameters", message })),
  ];
}

function flamegraphIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const { flamegraph, flamegraphPath } = settings;
  if (!flamegraph) return [];
  const { label } = spacetimedbFields.flamegraphPath;
  const { dataDir } = layoutOf(settings);
  const problem =
    pathProblem(flamegraphPath) ??
    (flamegraphPath.startsWith(`${dataDir}/`)
      ? undefined
      : `must be below ${dataDir}: the server may write nowhere else`);
  return problem === undefined ? [] : [{ field: "flamegraphPath", message: `${label} ${problem}` }];
}
