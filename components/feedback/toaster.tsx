"use client";

import "sonner/dist/styles.css";
import { X } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { isOverlayOpen } from "@/components/shell/shortcuts";
import { StateIcon } from "@/components/state/state-icon";
import { IconButton } from "@/components/ui/icon-button";

const toastMs = 5000;

/** Where toasts appear: bottom right, above the bottom bar when narrow; Esc takes them away. Once a page. */
export function Toaster() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === "Escape" && !event.defaultPrevented && !isOverlayOpen()) toast.dismiss();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <Sonner
      position="bottom-right"
      duration={toastMs}
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 16, right: 16 }}
      containerAriaLabel="Results"
    />
  );
}

/**
 * The result of the person's own click, for five seconds. Errors are no toasts: they stay beside what failed.
 * `detail` adds what else they should know, as "holds the password".
 */
export function showResult(text: string, detail?: string): void {
  toast.custom((id) => (
    <div className="flex w-max max-w-[calc(100vw-32px)] items-center gap-2.5 rounded-lg bg-raised py-[9px] pr-2.5 pl-3 font-sans text-sm text-ink shadow-pop">
      <StateIcon state="done" />
      <span>{text}</span>
      {detail && <span className="text-xs text-ink-3">{detail}</span>}
      <IconButton label="Dismiss" icon={<X />} onClick={() => toast.dismiss(id)} />
    </div>
  ));
}
