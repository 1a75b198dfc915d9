"use client";

import { useCallback, useEffect, useState } from "react";
import type { KeyAction } from "@/components/keys/key-actions";
import { useMaker } from "@/components/keys/use-maker";

/** As many letters and digits as Supabase's own form takes. */
const LENGTH = 40;

/** A secret that is there from the start: the panel draws it once the page answers, so that it is in no page's HTML. */
export function useJwtSecret(makeSecrets: KeyAction<"keys.random">, onChange: () => void) {
  const { made, failure, make } = useMaker(makeSecrets);
  const drawn = made?.secrets[0] ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const draw = useCallback(() => make({ length: LENGTH, alphabet: "alphanumeric", count: 1 }), [make]);
  useEffect(() => void draw(), [draw]);
  return {
    secret: typed ?? drawn,
    drawn,
    failure,
    type(secret: string) {
      setTyped(secret);
      onChange();
    },
    renew() {
      setTyped(null);
      onChange();
      void draw();
    },
  };
}
