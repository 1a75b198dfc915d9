/** What words in the log of a service that does not come up stand for. */
export type KnownFailure = {
  /** Absent: of any service. */
  services?: readonly string[];
  /** Fits one line; without the flags g and y, which would remember where they were. */
  says: RegExp;
  /** The cause as it reads behind the service's name: "cannot sign in to the database". */
  reason(match: RegExpExecArray): string;
  /** What the person can do, as one sentence. */
  fix: string;
  /** What to change, where that is one field: as errors name it. */
  field?: string;
  /** Another start fails as well, or comes up over half of its data: it is not waited for. */
  final?: true;
};
