import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { plural } from "@/components/ui/format";

type RenderedFilesProps = {
  readonly composeYaml: string;
  readonly env: string;
  /** Beside the name of the first file: a download, say. */
  readonly actions?: ReactNode;
  readonly beside?: boolean;
};

/** The two files as they are deployed, secrets masked: one below the other, or side by side in a grid. */
export function RenderedFiles({ composeYaml, env, actions, beside = false }: RenderedFilesProps) {
  const box = beside
    ? "flex min-h-0 min-w-0 flex-col border-line not-first:border-l max-broad:not-first:border-l-0"
    : "contents";
  const limit = beside ? "" : "max-vast:max-h-[320px]";
  return (
    <>
      <div className={box}>
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
          className={classNames("min-h-0 flex-[3] overflow-auto py-2.5", limit)}
        />
      </div>
      <div className={box}>
        <FileHead name=".env" text={env} meta={`${plural(valueCount(env), "value")}, secrets masked`} />
        <CodeView
          label=".env"
          text={env}
          language="env"
          lineNumbers
          className={classNames("min-h-0 flex-[1.4] overflow-auto py-2.5", limit)}
        />
      </div>
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
    <div className="flex h-10 flex-none items-center gap-2 border-b border-line pr-3 pl-3.5 [.contents+.contents>&]:border-t">
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
