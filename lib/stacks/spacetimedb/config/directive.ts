/** The part, then its level; either may stand alone. Spans and their fields, which the filter knows too, are left out. */
const DIRECTIVE = /^([a-z_][a-z0-9_]*(::[a-z_][a-z0-9_]*)*)(=(off|error|warn|info|debug|trace))?$/i;
const LEVEL = /^(off|error|warn|info|debug|trace)$/i;

/** What is wrong with a directive of the log, as a sentence; undefined when it fits. */
export function directiveProblem(directive: string): string | undefined {
  if (DIRECTIVE.test(directive) || LEVEL.test(directive)) return undefined;
  return `“${directive}” is not of the form part=level, with a level of off, error, warn, info, debug or trace`;
}
