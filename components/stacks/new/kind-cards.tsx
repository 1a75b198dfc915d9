"use client";

import { KindGlyph } from "@/components/shell/kind-glyph";
import type { KindForm } from "@/components/stacks/definition/kind-form";
import { RadioCards } from "@/components/ui/radio-cards";

type KindCardsProps = {
  readonly kinds: readonly KindForm[];
  readonly value: string;
  readonly onChange: (id: string) => void;
};

/** What can be deployed. */
export function KindCards({ kinds, value, onChange }: KindCardsProps) {
  return (
    <RadioCards
      label="Kind"
      name="kind"
      className="grid-cols-3 max-wide:grid-cols-1"
      value={value}
      onValueChange={onChange}
      options={kinds.map((kind) => ({
        value: kind.id,
        title: kind.title,
        detail: kind.summary,
        icon: <KindGlyph kind={kind.id} />,
      }))}
    />
  );
}
