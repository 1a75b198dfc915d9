/**
 * Puts text into the clipboard and says whether that worked. `navigator.clipboard` exists on https and localhost only;
 * over plain http a selected text area and the old command still work. `near` is the control that was used: inside a
 * dialog the text area must sit in the dialog, whose focus trap would else take the selection back.
 */
export async function writeClipboard(text: string, near: HTMLElement): Promise<boolean> {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by permission: the old way may still be allowed.
    }
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.setAttribute("aria-hidden", "true");
  area.tabIndex = -1;
  area.style.position = "fixed";
  area.style.top = "0";
  area.style.opacity = "0";
  (near.closest<HTMLElement>("[role=dialog], [role=alertdialog]") ?? document.body).append(area);
  try {
    area.select();
    area.setSelectionRange(0, text.length);
    return document.execCommand("copy");
  } finally {
    area.remove();
    near.focus({ preventScroll: true });
  }
}
