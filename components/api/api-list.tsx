"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import type { ApiOperation } from "@/components/api/api-operations";
import { OperationRow } from "@/components/api/operation-row";
import { pageSearchProps } from "@/components/shell/page-search";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";

/** Every call, by what it is about. */
export function ApiList({ operations }: { readonly operations: readonly ApiOperation[] }) {
  const [text, setText] = useState("");
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter(({ id, method, path, summary, who }) => {
    const all = `${id} ${method} ${path} ${summary} ${who}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const nouns = [...new Set(found.map(({ noun }) => noun))];
  return (
    <>
      <TextInput
        {...pageSearchProps}
        type="search"
        aria-label="Search the calls"
        placeholder="Search: deploy, GET, secrets …"
        prefix={<Search className="icon-sm" />}
        suffix={plural(found.length, "call")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {nouns.map((noun) => (
        <Panel key={noun} title={noun}>
          <ul>
            {found
              .filter((one) => one.noun === noun)
              .map((one) => (
                <li key={one.id} className="border-t border-line first:border-t-0">
                  <OperationRow operation={one} />
                </li>
              ))}
          </ul>
        </Panel>
      ))}
      {found.length === 0 && <p className="prose text-ink-3">No call has all of these words.</p>}
    </>
  );
}
