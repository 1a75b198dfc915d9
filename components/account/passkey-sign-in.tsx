"use client";

import { KeyRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";

export interface PasskeySignInProps {
  readonly pending: boolean;
  readonly onClick: () => void;
}

/** Nothing is typed: the passkey says whose it is. */
export function PasskeySignIn({ pending, onClick }: PasskeySignInProps) {
  const hydrated = useHydrated();
  return (
    <Button
      icon={<KeyRound />}
      size="field"
      className="w-full"
      pending={pending}
      disabled={!hydrated}
      onClick={onClick}
    >
      Sign in with a passkey
    </Button>
  );
}
