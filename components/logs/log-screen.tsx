"use client";

import { ArrowDownToLine, Pause, Play, WrapText } from "lucide-react";
import { useMemo, useState } from "react";
import { Banner } from "@/components/feedback/banner";
import { EmptyState } from "@/components/feedback/empty-state";
import { filterRows } from "@/components/logs/log-buffer";
import { LogDownload } from "@/components/logs/log-download";
import { LogRows } from "@/components/logs/log-rows";
import { FIRST_LINES, useLog } from "@/components/logs/use-log";
import { pageSearchProps } from "@/components/shell/page-search";
import { Chip } from "@/components/ui/chip";
import { formatCount, plural } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { TextInput } from "@/components/ui/text-input";
import { WakingFields } from "@/components/ui/waking-fields";

export type LogScreenProps = {
  readonly stackName: string;
  readonly services: readonly string[];
  /** Chosen by the address; null: all. */
  readonly first: string | null;
};

/** The log of a stack: services merged or by themselves, live, with a filter and a download. */
export function LogScreen({ stackName, services, first }: LogScreenProps) {
  const [chosen, setChosen] = useState<readonly string[] | null>(first === null ? null : [first]);
  const [paused, setPaused] = useState(false);
  const [following, setFollowing] = useState(true);
  const [wrap, setWrap] = useState(true);
  const [text, setText] = useState("");
  const { rows, waiting, ended, answered, connection, dropped } = useLog({
    stack: stackName,
    services: chosen,
    paused,
  });
  const shown = useMemo(() => filterRows(rows, text, null), [rows, text]);

  const toggle = (service: string) => {
    const before = chosen ?? [];
    const next = before.includes(service) ? before.filter((name) => name !== service) : [...before, service];
    setChosen(next.length === 0 || next.length === services.length ? null : next);
  };

  return (
    <div className="flex h-[calc(100vh-86px)] min-h-[420px] flex-col max-wide:h-[calc(100vh-142px)]">
      <div className="flex flex-none flex-wrap items-center gap-2 border-b border-line px-6 py-2 max-wide:px-4">
        {/* biome-ignore lint/a11y/useSemanticElements: chips in a toolbar, not fields of a form */}
        <div
          role="group"
          aria-label="Services"
          className="flex flex-wrap gap-1.5 max-wide:-mx-4 max-wide:w-[calc(100%+32px)] max-wide:flex-nowrap max-wide:overflow-x-auto max-wide:px-4 max-wide:py-0.5 max-wide:scrollbar-none"
        >
          <Chip pressed={chosen === null} onClick={() => setChosen(null)}>
            All
          </Chip>
          {services.map((service) => (
            <Chip key={service} pressed={chosen?.includes(service) ?? false} onClick={() => toggle(service)}>
              {service}
            </Chip>
          ))}
        </div>
        <div className="ml-auto flex items-center gap-2 max-wide:w-full">
          <div className="w-[220px] max-wide:w-auto max-wide:min-w-0 max-wide:flex-1">
            <WakingFields>
              <TextInput
                type="search"
                {...pageSearchProps}
                aria-label="Filter the lines"
                placeholder="Filter"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </WakingFields>
          </div>
          <IconButton
            label={wrap ? "Do not wrap long lines" : "Wrap long lines"}
            icon={<WrapText />}
            size="control"
            variant="secondary"
            aria-pressed={wrap}
            onClick={() => setWrap(!wrap)}
          />
          <IconButton
            label={paused ? "Go on" : "Pause"}
            icon={paused ? <Play /> : <Pause />}
            size="control"
            variant="secondary"
            aria-pressed={paused}
            onClick={() => setPaused(!paused)}
          />
          <LogDownload stackName={stackName} services={chosen} />
        </div>
      </div>
      {connection.state === "lost" && (
        <Banner state="unknown" title="The connection to the panel is lost" className="m-3">
          Lines shown so far stay; this page tries again by itself.
        </Banner>
      )}
      {ended === "engine-lost" && (
        <Banner state="unknown" title="The engine has ended the log" className="m-3">
          The containers may still run. The log goes on when the engine answers again.
        </Banner>
      )}
      {answered && rows.length === 0 ? (
        <div className="flex-1 bg-inset p-6">
          <EmptyState
            title="No lines yet"
            text={`What ${chosen === null ? "the services write" : `${chosen.join(", ")} writes`} appears here as it comes.`}
          />
        </div>
      ) : (
        <LogRows
          rows={shown}
          services={services}
          single={chosen?.length === 1}
          wrap={wrap}
          following={following && !paused}
          onFollowing={setFollowing}
        />
      )}
      <div className="relative flex h-8 flex-none items-center gap-3 border-t border-line px-6 text-xs text-ink-3 max-wide:px-4">
        <span>
          {text.trim() === ""
            ? plural(rows.length, "line")
            : `${formatCount(shown.length)} of ${plural(rows.length, "line")}`}
          {rows.length >= FIRST_LINES && dropped === 0
            ? `, from the last ${formatCount(FIRST_LINES)} on`
            : ""}
          {dropped > 0 ? `, ${formatCount(dropped)} older ones left the page` : ""}
        </span>
        <span className="ml-auto" role="status">
          {paused ? `Paused, ${plural(waiting, "new line")}` : following ? "Following" : ""}
        </span>
        {!following && !paused && (
          <button
            type="button"
            className="absolute right-6 bottom-10 flex items-center gap-1.5 rounded-md bg-raised px-3 py-1.5 text-ink shadow-pop icons-sm"
            onClick={() => setFollowing(true)}
          >
            <ArrowDownToLine aria-hidden="true" />
            Follow the newest lines
          </button>
        )}
      </div>
    </div>
  );
}
