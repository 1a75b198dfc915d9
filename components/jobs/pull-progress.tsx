import { shareOfImages, slowestImage } from "@/components/jobs/pull-summary";
import type { DisplayState } from "@/components/state/display-state";
import { imageName } from "@/components/state/image-name";
import { StateIcon } from "@/components/state/state-icon";
import { classNames } from "@/components/ui/class-names";
import { formatBytes, formatDuration, formatPercent, formatRate } from "@/components/ui/format";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ImagePullView, LayerView, PullView } from "@/lib/api/contract/job-views";

const layerClass: Record<LayerView["state"], string> = {
  ready: "bg-ok-solid",
  unpacking: "bg-accent-line",
  verifying: "bg-accent-line",
  downloading: "bg-track",
  queued: "bg-track",
};

/** One layer as a stretch of the image's bar, as wide as its share of the bytes. */
function LayerBar({ layer }: { readonly layer: LayerView }) {
  const share = layer.totalBytes > 0 ? layer.doneBytes / layer.totalBytes : 0;
  return (
    <span
      className={classNames("relative min-w-[3px] overflow-hidden rounded-[2px]", layerClass[layer.state])}
      style={{ flexGrow: Math.max(layer.totalBytes, 1), flexBasis: 0 }}
    >
      {layer.state === "downloading" && (
        <span className="absolute inset-y-0 left-0 bg-accent" style={{ width: `${share * 100}%` }} />
      )}
    </span>
  );
}

const imageState: Record<ImagePullView["state"], DisplayState> = {
  queued: "waiting",
  pulling: "starting",
  ready: "done",
  failed: "failed",
};

/** What did not come to its end together with the step was stopped with it. */
function shownState(image: ImagePullView, pulling: boolean): DisplayState {
  const stopped = !pulling && (image.state === "queued" || image.state === "pulling");
  return stopped ? "stopped" : imageState[image.state];
}

function imageWord(image: ImagePullView, pulling: boolean): string {
  if (image.present) return "was there";
  if (shownState(image, pulling) === "stopped") return "stopped";
  if (image.state === "pulling" && image.totalBytes > 0 && image.doneBytes < image.totalBytes) {
    return formatPercent(image.doneBytes / image.totalBytes);
  }
  if (image.state === "pulling") return image.totalBytes > 0 ? "unpacking" : "asking";
  return image.state;
}

const row =
  "grid min-h-7 items-center gap-3 border-b border-line px-3 py-0.5 text-xs last:border-b-0 max-wide:gap-x-2 max-wide:gap-y-1";

type ImageRowProps = { readonly image: ImagePullView; readonly pulling: boolean; readonly open: boolean };

function ImageRow({ image, pulling, open }: ImageRowProps) {
  const [repository, tag] = splitTag(imageName(image.image));
  return (
    <li>
      <div
        className={classNames(
          row,
          "grid-cols-[16px_minmax(0,264px)_minmax(60px,1fr)_136px_72px] max-wide:grid-cols-[16px_minmax(0,1fr)_auto]",
        )}
      >
        <StateIcon state={shownState(image, pulling)} />
        <span className="mono-xs truncate" title={image.image}>
          {repository}
          {tag && <span className="text-ink-3">:{tag}</span>}
        </span>
        <span
          className="flex h-1.5 gap-[2px] max-wide:col-span-2 max-wide:col-start-2 max-wide:row-start-2 max-wide:mb-1"
          aria-hidden="true"
        >
          {image.layers.length > 0 ? (
            image.layers.map((layer) => <LayerBar key={layer.id} layer={layer} />)
          ) : (
            <span
              className={classNames(
                "flex-1 rounded-[2px]",
                image.state === "ready" ? "bg-ok-solid" : "bg-track",
              )}
            />
          )}
        </span>
        <span className="mono-xs text-right whitespace-nowrap">
          {image.totalBytes > 0 ? bytesOf(image.doneBytes, image.totalBytes) : ""}
        </span>
        <span className="whitespace-nowrap text-ink-3 max-wide:hidden">{imageWord(image, pulling)}</span>
      </div>
      {open && (
        <ul className="bg-inset max-wide:hidden">
          {image.layers.map((layer) => (
            <li
              key={layer.id}
              className={classNames(
                row,
                "min-h-6 grid-cols-[16px_110px_minmax(60px,1fr)_136px_72px] border-transparent pl-[38px]",
              )}
            >
              <StateIcon
                state={layer.state === "ready" ? "done" : layer.state === "queued" ? "waiting" : "starting"}
              />
              <span className="mono-xs truncate text-ink-3">{layer.id}</span>
              <span className="flex h-1.5" aria-hidden="true">
                <LayerBar layer={layer} />
              </span>
              <span className="mono-xs text-right whitespace-nowrap">
                {layer.totalBytes > 0 ? bytesOf(layer.doneBytes, layer.totalBytes) : ""}
              </span>
              <span className="text-ink-3">{layer.state}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const network = { base: "decimal" } as const;

/** "152.4 MB / 412.6 MB", or one figure when all is there. */
function bytesOf(done: number, total: number): string {
  const all = formatBytes(total, network);
  return done >= total ? all : `${formatBytes(done, network)} / ${all}`;
}

/** Repository and tag; a registry's port is not a tag. */
function splitTag(reference: string): [string, string | undefined] {
  const colon = reference.lastIndexOf(":");
  if (colon < reference.lastIndexOf("/") || colon < 0) return [reference, undefined];
  return [reference.slice(0, colon), reference.slice(colon + 1)];
}

/** Bytes done of all, rate and time left; a bar an image; the slowest one open by layer. */
export function PullProgress({ pull, running }: { readonly pull: PullView; readonly running: boolean }) {
  const slowest = running ? slowestImage(pull.images) : null;
  return (
    <div>
      {running && (
        <>
          <div className="mt-2 mb-[7px] flex min-h-7 flex-wrap items-baseline gap-2.5">
            <span className="text-xl font-medium tracking-[-0.02em]">
              {formatBytes(pull.doneBytes, network)}
            </span>
            <span className="text-ink-2">
              of {pull.totalBytes > 0 ? formatBytes(pull.totalBytes, network) : "an unknown size"}
            </span>
            <span className="text-ink-3">{formatRate(pull.bytesPerSecond)}</span>
            <span className="ml-auto font-medium text-accent-ink">
              {pull.secondsLeft === null ? "" : `${formatDuration(pull.secondsLeft * 1000)} left`}
            </span>
          </div>
          <ProgressBar label="All images" value={pull.doneBytes} max={pull.totalBytes} large />
        </>
      )}
      <p className="sr-only">{shareOfImages(pull.images)}</p>
      <ul className="mt-3 overflow-hidden rounded-lg border border-line bg-surface">
        {pull.images.map((image) => (
          <ImageRow key={image.image} image={image} pulling={running} open={image === slowest} />
        ))}
      </ul>
    </div>
  );
}
