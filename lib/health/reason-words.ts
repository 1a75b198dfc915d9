/** Words that are no predicate by themselves: behind a name they take an “is”. */
const NEEDS_IS = /^(?:healthy|running|starting|stopping|stopped|paused|dead|done|at work|being \w+)\b/;

/** A service's reason, which stands alone in a list, as it reads behind the service's name: `web is healthy`. */
export function behindName(name: string, reason: string): string {
  return NEEDS_IS.test(reason) ? `${name} is ${reason}` : `${name} ${reason}`;
}
