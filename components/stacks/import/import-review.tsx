import { Banner } from "@/components/feedback/banner";
import type { ImportReview as Review } from "@/components/stacks/import/import-actions";
import { ImportRows } from "@/components/stacks/import/import-rows";
import { plural } from "@/components/ui/format";
import { Panel, PanelBody } from "@/components/ui/panel";

type ImportReviewProps = {
  readonly review: Review;
  readonly kept: readonly string[];
  readonly onKeep: (name: string, keep: boolean) => void;
};

/** What the panel has read in the files, before anything is saved. */
export function ImportReview({ review, kept, onKeep }: ImportReviewProps) {
  const { rows, remarks, issues, warnings } = review;
  const flagged = rows.filter(({ flag }) => flag !== null).length;
  return (
    <div className="grid gap-4">
      {issues.length > 0 && (
        <Banner state="failed" title={`${plural(issues.length, "thing")} to put right in the file first.`}>
          {issues.map(({ message }) => `${message}.`).join(" ")}
        </Banner>
      )}
      {(remarks.length > 0 || warnings.length > 0) && (
        <Panel title="To know" headingLevel={2}>
          <PanelBody>
            <ul className="prose grid list-disc gap-1.5 pl-4 text-ink-2">
              {[...remarks, ...warnings.map(({ message }) => message)].map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </PanelBody>
        </Panel>
      )}
      <Panel
        title="Variables"
        meta={`${rows.length} in the file${flagged === 0 ? "" : `, ${flagged} flagged`}; secrets are not shown`}
      >
        <ImportRows rows={rows} kept={kept} onKeep={onKeep} />
      </Panel>
    </div>
  );
}
