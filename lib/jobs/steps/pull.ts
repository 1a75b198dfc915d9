import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import { counted } from "@/lib/jobs/counted";
import { withImageOrigin } from "@/lib/jobs/image-origin";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { PullProgress } from "@/lib/jobs/pull-progress";
import { standInError } from "@/lib/jobs/stand-in";
import { Throttle } from "@/lib/jobs/throttle";

/** Pulls at the same time: a server's line is filled by a few, and its disk is not torn by many. */
const PARALLEL = 3;
const ATTEMPTS = 3;
const RETRY_MS = 1000;
const REPORT_MS = 100;

export const pullStep: JobStep = {
  id: "pull",
  title: "Pull images",
  // Without one byte for so long, the registry or the line is gone.
  deadlineMs: 120_000,
  async run(context) {
    const { engine } = context.services;
    const images = [
      ...new Set(Object.values(context.definition.rendered.project.services).map((s) => s.image)),
    ];
    const progress = new PullProgress(images, context.services.now);
    const report = () => context.report({ pull: progress.view() });
    // The engine tells of each layer many times a second.
    const seldom = new Throttle(REPORT_MS, report);
    const present = await Promise.all(images.map((image) => engine.inspectImage(image)));
    images.forEach((image, index) => {
      if (present[index] !== null) progress.ready(image, true);
    });
    report();
    const missing = images.filter((_, index) => present[index] === null);
    const others = new AbortController();
    const signal = AbortSignal.any([context.signal, others.signal]);
    const queue = missing[Symbol.iterator]();
    const work = async () => {
      for (const image of queue) {
        await pull(context, image, progress, signal, () => seldom.ask());
        progress.ready(image, false);
        report();
      }
    };
    const workers = Array.from({ length: Math.min(PARALLEL, missing.length) }, work);
    try {
      await Promise.all(workers);
    } catch (error) {
      others.abort(error);
      await Promise.allSettled(workers);
      throw error;
    } finally {
      seldom.cancel();
      report();
    }
    await refuseStandIns(context, images);
    if (missing.length === 0) return `${counted(images.length, "image")} already there`;
    return `${counted(missing.length, "image")} pulled, ${images.length - missing.length} already there`;
  },
};

/** Pulls with a few attempts where the line broke; what the registry refuses is refused at once. */
async function pull(
  context: StepContext,
  image: string,
  progress: PullProgress,
  signal: AbortSignal,
  report: () => void,
): Promise<void> {
  const { engine, registry } = context.services;
  for (let attempt = 1; ; attempt += 1) {
    progress.begin(image);
    try {
      await context.effect(() =>
        engine.pullImage(image, {
          login: registry.login,
          signal,
          onProgress: (layer) => {
            progress.layer(image, layer);
            void context.failPoint("during-effect");
            report();
          },
          onOutput: (text) => context.output(image, text),
        }),
      );
      return;
    } catch (error) {
      const again = error instanceof PanelError && error.code === "image-pull-failed" && attempt < ATTEMPTS;
      // Ended together with another image, or by a person: this one did not fail.
      if (signal.aborted) throw error;
      if (!again) {
        progress.failed(image);
        report();
        throw withImageOrigin(error, context.definition, image);
      }
      // The line stands behind the image's name: the engine's own words say more than a sentence with it once more.
      const cause = error.details.evidence?.[0] ?? error.message;
      context.output(image, `Try ${attempt} of ${ATTEMPTS} failed: ${cause}`);
      await sleep(RETRY_MS * 2 ** attempt, signal);
    }
  }
}

async function refuseStandIns(context: StepContext, images: readonly string[]): Promise<void> {
  if (context.services.allowStandIns) return;
  for (const image of images) {
    const info = await context.services.engine.inspectImage(image);
    const error = info === null ? null : standInError(image, info);
    if (error !== null) throw error;
  }
}
