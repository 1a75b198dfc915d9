import { Button } from "@/components/ui/button";
import { CodeView } from "@/components/ui/code-view";

export interface ChangedMeanwhileProps {
  readonly path: string;
  /** What is in the volume now. */
  readonly theirs: { readonly text: string } | "removed";
  readonly pending: boolean;
  readonly onTakeTheirs: () => void;
  readonly onWriteMine: () => void;
}

/** Two texts for one file: the other one to look at, and the choice between them. */
export function ChangedMeanwhile(props: ChangedMeanwhileProps) {
  const { path, theirs, pending, onTakeTheirs, onWriteMine } = props;
  const isRemoved = theirs === "removed";
  return (
    <section aria-label={`${path} was changed meanwhile`} className="border-b border-warn-line bg-warn-tint">
      <div className="flex flex-wrap items-center gap-2 px-3.5 py-2">
        <p className="min-w-0 flex-1">
          {isRemoved
            ? `Somebody removed ${path} meanwhile. Your text is below.`
            : `This is what stands in ${path} now. Your text is below it, and not written yet.`}
        </p>
        <Button size="small" onClick={onTakeTheirs}>
          {isRemoved ? "Close the file" : "Take this one, drop mine"}
        </Button>
        <Button size="small" pending={pending} onClick={onWriteMine}>
          {isRemoved ? "Write mine as a new file" : "Write mine over it"}
        </Button>
      </div>
      {!isRemoved && (
        <CodeView
          label={`${path} as it is now`}
          text={theirs.text}
          language="text"
          className="max-h-[240px]"
          lineNumbers
        />
      )}
    </section>
  );
}
