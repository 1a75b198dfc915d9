import type { ReactNode } from "react";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { plural } from "@/components/ui/format";

type RenderedFilesProps = {
  readonly composeYaml: string;
  readonly env: string;
  /** Beside the name of the first file: a download, say. */
  readonly actions?: ReactNode;
};

/** The two files as they are deployed, secrets masked. */
export function RenderedFiles({ composeYaml, env, actions }: RenderedFilesProps) {
  return (
    <>
      <FileHead
        name="compose.yaml"
        text={composeYaml}
        meta={plural(lineCount(composeYaml), "line")}
        actions={actions}
      />
      <CodeView
        label="compose.yaml"
        text={composeYaml}
        language="yaml"
        lineNumbers
        className="min-h-0 flex-[3] overflow-auto py-2.5 max-vast:max-h-[320px]"
      />
      <FileHead name=".env" text={env} meta={`${plural(valueCount(env), "value")}, secrets masked`} />
      <CodeView
        label=".env"
        text={env}
        language="env"
        lineNumbers
        className="min-h-0 flex-[1.4] overflow-auto py-2.5 max-vast:max-h-[320px]"
      />
    </>
  );
}

type FileHeadProps = {
  readonly name: string;
  readonly text: string;
  readonly meta: string;
  readonly actions?: ReactNode;
};

function FileHead({ name, text, meta, actions }: FileHeadProps) {
  return (
    <div className="flex h-10 flex-none items-center gap-2 border-y border-line pr-3 pl-3.5 first:border-t-0">
      <h2 className="mono font-medium">{name}</h2>
      <span className="truncate text-xs text-ink-3">{meta}</span>
      <span className="ml-auto flex items-center gap-1">
        <CopyButton label={`Copy ${name}`} value={text} />
        {actions}
      </span>
    </div>
  );
}

function lineCount(text: string): number {
  return text === "" ? 0 : text.trimEnd().split("\n").length;
}

function valueCount(env: string): number {
  return env.split("\n").filter((line) => /^[A-Za-z_]/.test(line)).length;
}
