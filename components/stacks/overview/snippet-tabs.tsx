import { ProofMark } from "@/components/stacks/overview/proof-mark";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { TabPanels } from "@/components/ui/tab-panels";
import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

type SnippetTabsProps = {
  readonly snippets: StackDetailView["snippets"];
  readonly probes: readonly ProbeResultView[];
};

/** Code to paste, a tab each, with the probe that does the same. */
export function SnippetTabs({ snippets, probes }: SnippetTabsProps) {
  return (
    <TabPanels
      label="Snippet"
      panels={snippets.map((snippet, index) => {
        const probe = probes.find(({ id }) => id === snippet.probe);
        return {
          value: `snippet-${index}`,
          label: snippet.title,
          content: (
            <div className="relative">
              <CodeView
                label={`${snippet.title} snippet`}
                text={snippet.code}
                language={snippet.language === "env" ? "env" : "text"}
                className="overflow-x-auto rounded-b-lg bg-inset px-3.5 py-[11px] pr-10"
              />
              <span className="absolute top-2 right-2 flex items-center gap-1.5">
                {probe && <ProofMark probe={probe} />}
                <CopyButton label={`Copy ${snippet.title} snippet`} value={snippet.code} />
              </span>
            </div>
          ),
        };
      })}
    />
  );
}
