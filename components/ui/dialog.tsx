"use client";

import * as RadixDialog from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { classNames } from "@/components/ui/class-names";

export interface DialogProps {
  readonly open?: boolean;
  readonly defaultOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly trigger?: ReactNode;
  readonly title: ReactNode;
  /** What it does, in a sentence. Screen readers read it on opening. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, at the right below a line. `DialogClose` makes one close. */
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** For what destroys: announced as an alert, and a click beside it does not close it. */
  readonly alert?: boolean;
  /** Called when it has closed; unless prevented, the focus returns to where it was before. */
  readonly onCloseAutoFocus?: (event: Event) => void;
}

export const DialogClose = RadixDialog.Close;

/** The buttons of a form that fills a dialog: they stand as in its footer, and belong to the form. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return (
    <div className="-mx-5 mt-4 flex flex-wrap justify-end gap-2 border-t border-line px-5 pt-3">
      {children}
    </div>
  );
}

/** For what a page cannot hold: a decision that must be made now. */
export function Dialog(props: DialogProps) {
  const { trigger, title, description, children, footer, wide = false, alert = false } = props;
  const opener = useRef<Element | null>(null);

  /** Radix knows its own trigger alone. */
  function returnFocus(event: Event): void {
    props.onCloseAutoFocus?.(event);
    if (event.defaultPrevented || trigger !== undefined) return;
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }

  return (
    <RadixDialog.Root open={props.open} defaultOpen={props.defaultOpen} onOpenChange={props.onOpenChange}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-30 grid animate-appear items-start justify-items-center overflow-y-auto bg-scrim px-4 py-[132px] max-wide:px-2 max-wide:py-3">
          <RadixDialog.Content
            role={alert ? "alertdialog" : "dialog"}
            aria-modal="true"
            {...(description ? {} : { "aria-describedby": undefined })}
            onInteractOutside={alert ? (event) => event.preventDefault() : undefined}
            onOpenAutoFocus={() => {
              opener.current = document.activeElement;
            }}
            onCloseAutoFocus={returnFocus}
            className={classNames(
              "w-full rounded-xl bg-raised shadow-pop focus-visible:rounded-xl focus-visible:outline-none",
              wide ? "max-w-[720px]" : "max-w-[520px]",
            )}
          >
            <div className="px-5 pt-[18px]">
              <RadixDialog.Title className="text-lg font-semibold tracking-[-0.012em]">
                {title}
              </RadixDialog.Title>
              {description && (
                <RadixDialog.Description className="mt-1 text-ink-2">{description}</RadixDialog.Description>
              )}
            </div>
            <div className="px-5 pt-3.5 pb-4">{children}</div>
            {footer && (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
            )}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
