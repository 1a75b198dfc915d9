"use client";

import { useEffect, useRef } from "react";

/** True where a typed character belongs to the page's own controls. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** True while a dialog, menu or list is open over the page: its keys are its own. */
export function isOverlayOpen(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null;
}

/** Runs `handler` when a single key is pressed outside of fields and overlays. */
export function useShortcut(key: string, handler: () => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() !== key || isTypingTarget(event.target) || isOverlayOpen()) return;
      event.preventDefault();
      latest.current();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [key]);
}

/** `/` puts the focus into the page's own search field. */
export function usePageSearchShortcut(): void {
  useShortcut("/", () => {
    const field = document.querySelector<HTMLInputElement>("[data-page-search]");
    field?.focus();
    field?.select();
  });
}
