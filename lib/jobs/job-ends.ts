/** Why a job's signal aborted, other than a lost lease or a deadline. */

export class JobCancelledSignal extends Error {
  override readonly name = "JobCancelledSignal";

  constructor() {
    super("the job was cancelled");
  }
}

/** The worker ends: the job stays unended, and the next start resumes it. */
export class WorkerStoppingSignal extends Error {
  override readonly name = "WorkerStoppingSignal";

  constructor() {
    super("the worker is stopping");
  }
}
