import { spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { type StartParameter, startParameters } from "@/lib/stacks/spacetimedb/start/start-parameters";
import {
  compareVersions,
  type Version,
  versionOf,
  versionText,
} from "@/lib/stacks/spacetimedb/version-number";

/** What a person wrote on one line, and the parameter that it names. */
export type FreeParameter = { parameter: StartParameter; value: string | undefined };

/** The parameters that are fit to be given to the server, and a sentence for each line that is not. */
export function readFreeParameters(
  text: string,
  version: Version | undefined,
): { parameters: FreeParameter[]; problems: string[] } {
  const parameters: FreeParameter[] = [];
  const problems: string[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, name = "", value] = /^([^\s=]+)(?:(?:=|\s+)(.*))?$/.exec(line) ?? [];
    const parameter = startParameters.find((one) => one.name === name || one.short === name);
    const problem =
      parameter === undefined
        ? unknownProblem(name)
        : (knownProblem(parameter, value, version) ??
          (parameters.some((one) => one.parameter === parameter) ? `${name} is there twice` : undefined));
    if (problem !== undefined) problems.push(problem);
    else if (parameter !== undefined) parameters.push({ parameter, value });
  }
  return { parameters, problems };
}

export function freeArguments({ parameter, value }: FreeParameter): string {
  return value === undefined ? parameter.name : `${parameter.name}=${value}`;
}

function unknownProblem(name: string): string {
  if (!name.startsWith("-")) return `“${name}” is no start parameter: each line begins with --`;
  const letters = (text: string) => text.replace(/[^a-z0-9]/gi, "").toLowerCase();
  const meant = startParameters.find((one) => letters(one.name) === letters(name));
  const hint = meant === undefined ? "SpacetimeDB has no such start parameter" : `it is spelt ${meant.name}`;
  return `${name} would end the start: ${hint}`;
}

function knownProblem(
  { name, owner, known, valueProblem }: StartParameter,
  value: string | undefined,
  version: Version | undefined,
): string | undefined {
  if (owner !== undefined) {
    const instead =
      "because" in owner ? owner.because : `use the setting “${spacetimedbFields[owner.field].label}”`;
    return `${name} is set by Slipway: ${instead}`;
  }
  if (!isKnownTo(version, known)) {
    const what = version === undefined ? "this image tag" : versionText(version);
    return `${name} is not known to be taken by ${what}: it was read in the source of ${known.from}`;
  }
  if (valueProblem === undefined) {
    return value === undefined ? undefined : `${name} takes no value`;
  }
  if (value === undefined || value === "") return `${name} needs a value`;
  const problem = valueProblem(value);
  return problem === undefined ? undefined : `${name} ${problem}`;
}

/** Whether the source of a version between these is known to take it. */
export function isKnownTo(version: Version | undefined, { from, before }: StartParameter["known"]): boolean {
  const [first, end] = [versionOf(from), versionOf(before)];
  if (version === undefined || first === undefined || end === undefined) return false;
  return compareVersions(version, first) >= 0 && compareVersions(version, end) < 0;
}
